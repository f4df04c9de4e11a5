package dev.dbsa.adapter.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, in their order. */
final class QueryParameters {
  private final List<String> parameters = new ArrayList<>();

  /** Adds a parameter; nothing where it has no value. */
  QueryParameters add(String name, @Nullable Object value) {
    if (value != null) {
      parameters.add(encoded(name) + "=" + encoded(value.toString()));
    }
    return this;
  }

  /** As they stand behind a question mark; empty where there are none. */
  String encoded() {
    return String.join("&", parameters);
  }

  /** RFC 3986: everything but unreserved characters becomes the escapes of its UTF-8 bytes. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
