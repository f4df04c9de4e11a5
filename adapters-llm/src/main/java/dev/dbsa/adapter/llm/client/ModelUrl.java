package dev.dbsa.adapter.llm.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of an OpenAI-compatible endpoint, such as {@code https://api.openai.com/v1} or
 * {@code https://name.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21}. Path and
 * query are kept in every call.
 *
 * @param host without brackets
 * @param path as written, without a slash at the end; empty for the root
 * @param query as written; {@code null} where there is none
 */
record ModelUrl(boolean tls, String host, int port, String path, @Nullable String query) {
  private static final int MAX_LENGTH = 2_000;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** What people paste from a vendor's example of a whole call. */
  private static final List<String> RESOURCES = List.of("/chat/completions", "/models");

  /**
   * @throws InvalidModelUrlException if the text is no usable base URL; the message does not repeat
   *     it
   */
  static ModelUrl parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidModelUrlException("must not be longer than " + MAX_LENGTH + " characters");
    }
    URI uri = uri(text.strip());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidModelUrlException("must begin with http:// or https://");
    }
    String host = uri.getHost();
    if (host == null) {
      throw new InvalidModelUrlException("must name a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new InvalidModelUrlException("must not hold a user name or password");
    }
    if (uri.getRawFragment() != null) {
      throw new InvalidModelUrlException("must not hold a fragment (#)");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new InvalidModelUrlException("must name a port between 1 and 65535");
    }
    boolean tls = scheme.equals("https");
    int defaultPort = tls ? HTTPS_PORT : HTTP_PORT;
    return new ModelUrl(
        tls,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        uri.getPort() < 0 ? defaultPort : uri.getPort(),
        basePath(uri.getRawPath()),
        uri.getRawQuery());
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidModelUrlException("is not a URL");
    }
  }

  private static String basePath(@Nullable String rawPath) {
    String path = withoutSlash(rawPath == null ? "" : rawPath);
    for (String resource : RESOURCES) {
      if (path.endsWith(resource)) {
        return withoutSlash(path.substring(0, path.length() - resource.length()));
      }
    }
    return path;
  }

  private static String withoutSlash(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /** The request target of a resource such as {@code chat/completions}. */
  String target(String resource) {
    return path + "/" + resource + (query == null ? "" : "?" + query);
  }

  /** The URL for people: values in the query may be secret, so only versions are shown. */
  String display() {
    return (tls ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + (port == (tls ? HTTPS_PORT : HTTP_PORT) ? "" : ":" + port)
        + path
        + (query == null ? "" : "?" + maskedQuery(query));
  }

  private static String maskedQuery(String query) {
    List<String> shown = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      boolean harmless = equals < 0 || parameter.startsWith("api-version=");
      shown.add(harmless ? parameter : parameter.substring(0, equals + 1) + "***");
    }
    return String.join("&", shown);
  }

  @Override
  public String toString() {
    return display();
  }

  /** A text that is no usable base URL. The message continues "the URL …". */
  static final class InvalidModelUrlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidModelUrlException(String message) {
      super(message);
    }
  }
}
