package dev.dbsa.domain.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * The addresses that are never called on anybody's behalf: those of the local link, where clouds
 * hand out credentials to whoever asks, the few metadata services elsewhere, and those that are no
 * single host.
 */
public final class ForbiddenAddresses {
  /**
   * Metadata services outside of the local link, as their vendors document them, in the form of
   * {@link InetAddress#getHostAddress}. As texts, since a native executable must not be built with
   * addresses in its memory.
   */
  private static final Set<String> METADATA =
      Set.of(
          // Alibaba Cloud
          "100.100.100.200",
          // Azure's platform address
          "168.63.129.16",
          // Oracle Cloud's former address
          "192.0.0.192",
          // EC2 and Google Compute Engine over IPv6
          "fd00:ec2:0:0:0:0:0:254",
          "fd20:ce:0:0:0:0:0:254");

  /** RFC 6052's well-known prefix, before an IPv4 address. */
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  /** RFC 8215's prefix for translators of one's own: where in it IPv4 stands, nobody can tell. */
  private static final byte[] LOCAL_NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 1};

  /** RFC 2765's IPv4-translated addresses, which no host has of its own. */
  private static final byte[] IPV4_TRANSLATED = {
    0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0
  };

  private static final String BROADCAST = "255.255.255.255";

  private static final byte[] IPV4_COMPATIBLE = new byte[12];

  private ForbiddenAddresses() {}

  /** Whether the address, or an IPv4 address that it carries, must not be called. */
  public static boolean include(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress())
        || address.getHostAddress().equals(BROADCAST)
        || (address instanceof Inet6Address && carriesForbidden(address.getAddress()));
  }

  /** NAT64, 6to4 (RFC 3056), and IPv4-compatible addresses. Java itself unpacks mapped ones. */
  private static boolean carriesForbidden(byte[] bytes) {
    if (startsWith(bytes, LOCAL_NAT64) || startsWith(bytes, IPV4_TRANSLATED)) {
      return true;
    }
    boolean compatible = startsWith(bytes, IPV4_COMPATIBLE) && (bytes[12] != 0 || bytes[13] != 0);
    if (compatible || startsWith(bytes, NAT64)) {
      return include(ipv4(bytes, 12));
    }
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return sixToFour && include(ipv4(bytes, 2));
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
