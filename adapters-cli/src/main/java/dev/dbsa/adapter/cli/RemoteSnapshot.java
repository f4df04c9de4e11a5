package dev.dbsa.adapter.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot at a URL: of a service, or a file on any server. Credentials go nowhere but to the
 * service that the settings name.
 */
final class RemoteSnapshot {
  private static final Pattern CONNECTION = Pattern.compile("/(?:api|ui)/connections/([^/]+)");
  private static final Pattern SNAPSHOT =
      Pattern.compile("/(?:api|ui)/snapshots/([0-9a-fA-F-]{36})(?:/file)?");

  private final CliEnvironment environment;
  private final ClientOptions options;

  RemoteSnapshot(CliEnvironment environment, ClientOptions options) {
    this.environment = environment;
    this.options = options;
  }

  static boolean isUrl(String name) {
    String start = name.toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }

  /**
   * What is there; it may not be a snapshot.
   *
   * @throws UsageException if the URL is none, or names nothing
   * @throws ServiceUnreachable if there is no complete answer
   */
  byte[] bytes(String url) {
    URI uri = parsed(url);
    TextFiles files = new TextFiles(environment);
    Settings settings = Settings.of(environment, files);
    String path = pathBelow(options.service().baseUrl(settings), uri);
    ApiClient client =
        path == null
            ? options.service().stranger(origin(uri), environment)
            : options.client(environment, files, settings);
    try (ServiceView view = new ServiceView(environment, client, false)) {
      return view.send(request(view, path == null ? uri.getRawPath() : path, uri)).body();
    } catch (ServiceRefused e) {
      throw new UsageException("--snapshot " + url + ": " + e.getMessage());
    }
  }

  private static ApiRequest request(ServiceView view, String path, URI uri) {
    Matcher snapshot = SNAPSHOT.matcher(path);
    if (snapshot.matches()) {
      return ApiRequest.get("/api/snapshots/" + snapshot.group(1) + "/file");
    }
    Matcher connection = CONNECTION.matcher(path);
    if (connection.matches()) {
      String name =
          URLDecoder.decode(connection.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      return ApiRequest.get("/api/snapshots/" + view.names().newestSnapshot(name) + "/file");
    }
    String query = uri.getRawQuery();
    return ApiRequest.raw(path.isEmpty() ? "/" : path, query == null ? "" : query);
  }

  private static URI parsed(String url) {
    try {
      URI uri = new URI(url).parseServerAuthority();
      if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below: the text may hold a password, so it is not shown.
    }
    throw new UsageException(
        "--snapshot: expected a file or http(s)://HOST[:PORT]/PATH, without user or fragment");
  }

  private static URI origin(URI uri) {
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /** The path behind the base URL's; {@code null} where the address is not below it. */
  private static @Nullable String pathBelow(URI base, URI uri) {
    boolean same =
        base.getScheme().equalsIgnoreCase(uri.getScheme())
            && base.getHost().equalsIgnoreCase(uri.getHost())
            && port(base) == port(uri);
    String root = base.getRawPath() == null ? "" : base.getRawPath();
    return same && uri.getRawPath().startsWith(root + "/")
        ? uri.getRawPath().substring(root.length())
        : null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
