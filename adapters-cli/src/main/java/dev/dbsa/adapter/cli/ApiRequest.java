package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire.
 *
 * @param method in upper case
 * @param path raw path, percent-encoded where needed
 * @param query raw query without the question mark; empty for none
 * @param body empty for none
 */
record ApiRequest(String method, String path, String query, byte[] body) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

  /** RFC 3986, section 3.3, and the slash. */
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

  /** RFC 3986, section 3.4. */
  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private static final byte[] NO_BODY = {};

  static ApiRequest get(String path) {
    return new ApiRequest("GET", path, "", NO_BODY);
  }

  /**
   * @param query raw, empty for none
   */
  static ApiRequest raw(String path, String query) {
    return new ApiRequest("GET", path, query, NO_BODY);
  }

  static ApiRequest get(String path, QueryParameters parameters) {
    return new ApiRequest("GET", path, parameters.encoded(), NO_BODY);
  }

  /**
   * @param query raw, empty for none
   */
  static ApiRequest delete(String path, String query) {
    return new ApiRequest("DELETE", path, query, NO_BODY);
  }

  static ApiRequest post(String path) {
    return new ApiRequest("POST", path, "", NO_BODY);
  }

  static ApiRequest post(String path, JsonNode body) {
    return new ApiRequest("POST", path, "", Json.bytes(body));
  }

  /**
   * A request that a person wrote by hand.
   *
   * @param target path, with a raw query behind a question mark where there is one
   * @param parameters {@code name=value}, not yet encoded, for the end of the query
   * @throws UsageException if a part cannot stand in a request line
   */
  static ApiRequest of(String method, String target, List<String> parameters, byte[] body) {
    String upperMethod = method.toUpperCase(Locale.ROOT);
    if (!METHOD.matcher(upperMethod).matches()) {
      throw new UsageException("--method: not an HTTP method");
    }
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    if (!PATH.matcher(path).matches()) {
      throw new UsageException(
          "--path: must start with / and be percent-encoded, such as /api/history");
    }
    if (!QUERY.matcher(rawQuery).matches()) {
      throw new UsageException(
          "--path: its query must be percent-encoded; --query encodes for you");
    }
    QueryParameters further = new QueryParameters();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--query: expected name=value");
      }
      further.add(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    String query =
        Stream.of(rawQuery, further.encoded())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    return new ApiRequest(upperMethod, path, query, body);
  }
}
