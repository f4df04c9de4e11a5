package dev.dbsa.adapter.rest.input;

import dev.dbsa.domain.error.Text;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters in a request's query. Each may be given once. */
public final class QueryParameters extends Fields {
  /** RFC 3339, section 5.6; the JDK's parser alone would also take years of nine digits. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})");

  private final MultivaluedMap<String, String> parameters;

  private QueryParameters(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  public static QueryParameters of(UriInfo uri) {
    return new QueryParameters(uri.getQueryParameters());
  }

  @Override
  Collection<String> sent() {
    return parameters.keySet();
  }

  private @Nullable String find(String name) {
    know(name);
    List<String> values = parameters.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      refuse(name, "must be given once");
    }
    return values.getFirst();
  }

  /** A value of a closed set; {@code null} where it is absent. */
  public <T> @Nullable T choice(String name, Choice<T> choice) {
    String value = find(name);
    return value == null ? null : parseChoice(name, value, choice);
  }

  /** {@code true} or {@code false}; {@code null} where it is absent. */
  public @Nullable Boolean flag(String name) {
    String value = find(name);
    if (value == null) {
      return null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      refuse(name, "must be true or false");
    }
    return value.equals("true");
  }

  /** A whole number; {@code fallback} where it is absent. */
  public int integer(String name, int fallback) {
    String value = find(name);
    if (value == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      refuse(name, "must be a whole number");
      return fallback;
    }
  }

  /** An identifier; {@code null} where it is absent. */
  public @Nullable UUID id(String name) {
    String value = find(name);
    return value == null ? null : parseUuid(name, value);
  }

  /** A time in RFC 3339; {@code null} where it is absent. */
  public @Nullable Instant time(String name) {
    String value = find(name);
    if (value == null) {
      return null;
    }
    try {
      if (RFC_3339.matcher(value).matches()) {
        return OffsetDateTime.parse(value).toInstant();
      }
    } catch (DateTimeException e) {
      // A date that no calendar has, such as the 31st of February: refused below.
    }
    refuse(name, "must be a time such as 2026-04-22T12:34:56Z (write a plus sign as %2B)");
    return Instant.EPOCH;
  }

  /**
   * A text to look for; {@code null} where it is absent or blank.
   *
   * @param maxLength in Unicode code points
   */
  public @Nullable String text(String name, int maxLength) {
    String value = find(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    return checked(value, () -> Text.checked(name, value, maxLength, false));
  }

  /** Whether the parameter is there, for those of which one excludes another. */
  public boolean sends(String name) {
    return parameters.containsKey(name);
  }

  /** Notes what is wrong with parameters that no single rule covers. */
  public void reject(String name, String rule) {
    refuse(name, rule);
  }
}
