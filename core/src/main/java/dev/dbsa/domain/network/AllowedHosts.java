package dev.dbsa.domain.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a setting lets the service call. An entry is a name ({@code db.example.org}), a
 * domain's subdomains ({@code *.example.org}), an address ({@code 10.0.4.17}, {@code [fd00::17]})
 * or a network ({@code 10.0.0.0/8}); all but networks may name a port ({@code
 * db.example.org:5432}).
 *
 * <p>A name that is listed may lead to any address. A name that is not listed may be called where
 * its addresses are listed. What {@link ForbiddenAddresses} names is not this class's matter.
 */
public final class AllowedHosts {
  /** No restriction. */
  public static final AllowedHosts EVERY = new AllowedHosts(List.of());

  private final List<Entry> entries;

  private AllowedHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * @param text entries separated by commas or blanks; {@code null} or blank for every host
   * @throws IllegalArgumentException if an entry is none of the above; the message names the entry
   */
  public static AllowedHosts parse(@Nullable String text) {
    List<Entry> entries = new ArrayList<>();
    for (String entry : (text == null ? "" : text).split("[,\\s]+")) {
      if (!entry.isEmpty()) {
        entries.add(Entry.parse(entry));
      }
    }
    return entries.isEmpty() ? EVERY : new AllowedHosts(entries);
  }

  /** Whether there is any restriction. */
  public boolean areListed() {
    return !entries.isEmpty();
  }

  /**
   * Whether the host is listed as it is written.
   *
   * @param host a name or an address, without brackets
   */
  public boolean includes(String host, int port) {
    if (entries.isEmpty()) {
      return true;
    }
    InetAddress address = Addresses.parse(host);
    return address == null
        ? entries.stream().anyMatch(entry -> entry.includesName(host, port))
        : includes(address, port);
  }

  /** Whether an address is listed, whatever name leads to it. */
  public boolean includes(InetAddress address, int port) {
    return entries.isEmpty() || entries.stream().anyMatch(entry -> entry.includes(address, port));
  }

  /**
   * Whether the host may turn out to be listed once its addresses are known.
   *
   * @param host a name or an address, without brackets
   */
  public boolean mayInclude(String host, int port) {
    return includes(host, port)
        || (Addresses.parse(host) == null && entries.stream().anyMatch(Entry::isAddress));
  }

  /**
   * @param name in lower case; {@code null} for a network
   * @param network {@code null} for a name
   * @param port 0 for any
   */
  private record Entry(@Nullable String name, @Nullable Network network, int port) {
    private static final Pattern NAME =
        Pattern.compile("(?:\\*\\.)?[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,252})");

    static Entry parse(String text) {
      int slash = text.indexOf('/');
      if (slash >= 0) {
        return new Entry(null, Network.parse(text), 0);
      }
      int colon = text.lastIndexOf(':');
      boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.contains("]:"));
      String host = hasPort ? text.substring(0, colon) : text;
      int port = hasPort ? port(text, text.substring(colon + 1)) : 0;
      InetAddress address = Addresses.parse(withoutBrackets(host));
      if (address != null) {
        return new Entry(null, Network.of(address), port);
      }
      if (!NAME.matcher(host).matches()) {
        throw unusable(text);
      }
      return new Entry(host.toLowerCase(Locale.ROOT), null, port);
    }

    private static int port(String entry, String digits) {
      int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
      if (port < 1 || port > 65_535) {
        throw unusable(entry);
      }
      return port;
    }

    private static String withoutBrackets(String host) {
      return host.startsWith("[") && host.endsWith("]")
          ? host.substring(1, host.length() - 1)
          : host;
    }

    boolean isAddress() {
      return network != null;
    }

    boolean includesName(String host, int calledPort) {
      if (name == null || !fits(calledPort)) {
        return false;
      }
      String called = withoutTrailingDot(host.toLowerCase(Locale.ROOT));
      return name.startsWith("*.") ? called.endsWith(name.substring(1)) : called.equals(name);
    }

    /** {@code example.org.} is {@code example.org}, written out in full. */
    private static String withoutTrailingDot(String host) {
      return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    boolean includes(InetAddress address, int calledPort) {
      return network != null && fits(calledPort) && network.includes(address);
    }

    private boolean fits(int calledPort) {
      return port == 0 || port == calledPort;
    }
  }

  static IllegalArgumentException unusable(String entry) {
    return new IllegalArgumentException(
        "\"" + entry + "\" is no host name, address, network, or one of these with a port");
  }
}
