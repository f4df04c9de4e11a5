package dev.dbsa.domain.network;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads addresses that are written out, without asking anybody for names. */
final class Addresses {
  private Addresses() {}

  /** The address, or {@code null} if the text is not one. */
  static @Nullable InetAddress parse(String text) {
    // A scope would tie an address to an interface of this machine.
    if (text.contains("%")) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
