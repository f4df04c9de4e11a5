package dev.dbsa.domain.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
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

  /** What the text may be taken for as an address, also by those who read octal and hexadecimal. */
  static List<InetAddress> spelledBy(String text) {
    List<InetAddress> readings = new ArrayList<>();
    InetAddress usual = parse(text);
    if (usual != null) {
      readings.add(usual);
    }
    try {
      readings.add(Inet4Address.ofPosixLiteral(text));
    } catch (IllegalArgumentException _) {
      // A name, or IPv6.
    }
    return readings;
  }
}
