package dev.dbsa.domain.network;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses, as CIDR notation (RFC 4632) writes it.
 *
 * @param prefixLength how many leading bits all of its addresses share
 */
record Network(InetAddress address, int prefixLength) {
  static Network of(InetAddress address) {
    return new Network(address, address.getAddress().length * Byte.SIZE);
  }

  /**
   * @throws IllegalArgumentException if the text is no network, or has bits set behind its prefix
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = Addresses.parse(text.substring(0, slash));
    String digits = text.substring(slash + 1);
    if (address == null || !digits.matches("[0-9]{1,3}")) {
      throw AllowedHosts.unusable(text);
    }
    Network network = new Network(address, Integer.parseInt(digits));
    byte[] bytes = address.getAddress();
    if (network.prefixLength > bytes.length * Byte.SIZE
        || !Arrays.equals(bytes, network.prefixOf(bytes))) {
      throw AllowedHosts.unusable(text);
    }
    return network;
  }

  boolean includes(InetAddress other) {
    byte[] bytes = address.getAddress();
    byte[] others = other.getAddress();
    return bytes.length == others.length && Arrays.equals(bytes, prefixOf(others));
  }

  private byte[] prefixOf(byte[] bytes) {
    byte[] prefix = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int bits = Math.clamp(prefixLength - (long) i * Byte.SIZE, 0, Byte.SIZE);
      prefix[i] = (byte) (bytes[i] & (0xff00 >> bits));
    }
    return prefix;
  }
}
