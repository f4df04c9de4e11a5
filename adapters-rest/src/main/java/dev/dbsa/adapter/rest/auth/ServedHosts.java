package dev.dbsa.adapter.rest.auth;

import dev.dbsa.domain.network.AllowedHosts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the service may be called while it asks nobody for credentials. A page
 * whose owner lets its name lead to this machine is read under a name that is not among them.
 */
public final class ServedHosts {
  private static final String LOOPBACK = "localhost,127.0.0.0/8,::1";
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^\\s\\[\\]:/?#@,]+)(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern ORIGIN = Pattern.compile("(?<scheme>https?)://(?<authority>.*)");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final AllowedHosts own;
  private final AllowedHosts listed;

  private record Authority(String host, @Nullable Integer port) {
    static Optional<Authority> parse(String text) {
      Matcher matcher = AUTHORITY.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String host = matcher.group("host");
      String port = matcher.group("port");
      return Optional.of(
          new Authority(
              host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
              port == null ? null : Integer.valueOf(port)));
    }

    int port(int otherwise) {
      return port == null ? otherwise : port;
    }
  }

  private ServedHosts(AllowedHosts own, AllowedHosts listed) {
    this.own = own;
    this.listed = listed;
  }

  /**
   * The names of the loopback interface, the address that the service listens on, and others.
   *
   * @param address a name or an address; one that means every interface names none
   * @param listed what is allowed beside them; {@link AllowedHosts#EVERY} for nothing
   */
  public static ServedHosts of(String address, AllowedHosts listed) {
    boolean every = address.equals("0.0.0.0") || address.matches("[0:]+");
    // What is tied to an interface of this machine is no name for others either.
    boolean named = !every && !address.contains("%");
    return new ServedHosts(AllowedHosts.parse(named ? LOOPBACK + "," + address : LOOPBACK), listed);
  }

  /**
   * @param authority as in the header {@code Host}
   */
  boolean serve(String authority) {
    return Authority.parse(authority).filter(this::serve).isPresent();
  }

  private boolean serve(Authority authority) {
    return own.includes(authority.host(), authority.port(HTTP)) || isListed(authority, HTTP);
  }

  private boolean isListed(Authority authority, int port) {
    return listed.areListed() && listed.includes(authority.host(), authority.port(port));
  }

  /**
   * Whether pages of an origin are the service's own, or of a host that is listed: a proxy may call
   * the service by another name than browsers call the proxy.
   *
   * @param origin as in the header {@code Origin}
   * @param called what the request names as its host
   * @param port where the service listens
   */
  boolean own(String origin, String called, int port) {
    Matcher matcher = ORIGIN.matcher(origin);
    if (!matcher.matches()) {
      return false;
    }
    int usual = matcher.group("scheme").equals("https") ? HTTPS : HTTP;
    Optional<Authority> page = Authority.parse(matcher.group("authority"));
    Optional<Authority> host = Authority.parse(called);
    if (page.isEmpty() || host.isEmpty()) {
      return false;
    }
    int pagePort = page.get().port(usual);
    return (page.get().host().equalsIgnoreCase(host.get().host())
            && pagePort == host.get().port(usual))
        || (pagePort == port && own.includes(page.get().host(), port))
        || isListed(page.get(), usual);
  }
}
