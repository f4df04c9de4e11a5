package dev.dbsa.adapter.llm.client;

import dev.dbsa.domain.connection.Secret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads configured headers. */
final class Headers {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** Visible ASCII and spaces inside: nothing that could end the header. */
  private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]{0,4094}[!-~])?");

  /** What the client itself answers for. */
  private static final Set<String> RESERVED =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "te",
          "transfer-encoding",
          "upgrade");

  private Headers() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * @throws IllegalArgumentException if a pair cannot be sent; the message never holds a value
   */
  static Map<String, Secret> parse(@Nullable Secret text) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    if (text == null) {
      return headers;
    }
    for (String pair : text.reveal().split("[;\\r\\n]")) {
      if (pair.isBlank()) {
        continue;
      }
      int colon = pair.indexOf(':');
      String name = colon < 0 ? "" : pair.substring(0, colon).strip();
      String value = pair.substring(colon + 1).strip();
      if (!isName(name) || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "must consist of pairs like \"Name: value\", separated by semicolons");
      }
      headers.put(name, Secret.of(value));
    }
    return headers;
  }
}
