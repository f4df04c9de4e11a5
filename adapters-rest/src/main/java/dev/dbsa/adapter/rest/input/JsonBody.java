package dev.dbsa.adapter.rest.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object in a request's body. Types are taken as they are written: {@code "3306"} is not a
 * number. A field that is {@code null} counts as absent.
 */
public final class JsonBody extends Fields {
  private final ObjectNode object;

  JsonBody(ObjectNode object) {
    this.object = object;
  }

  @Override
  Collection<String> sent() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The whole document, however it was spaced. */
  public String text() {
    return object.toString();
  }

  private @Nullable JsonNode find(String field) {
    know(field);
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private @Nullable JsonNode require(String field) {
    JsonNode value = find(field);
    if (value == null) {
      refuse(field, "is required");
    }
    return value;
  }

  /** Whether the field is there, for fields of which one excludes another. */
  public boolean has(String field) {
    return find(field) != null;
  }

  /** Notes what is wrong with a field that no single rule covers. */
  public void reject(String field, String rule) {
    refuse(field, rule);
  }

  /** A required string, whatever stands in it. */
  public String text(String field) {
    JsonNode value = require(field);
    return value == null ? "" : string(field, value);
  }

  /**
   * A required string, trimmed, not blank and without control characters.
   *
   * @param maxLength in Unicode code points
   * @param multiline whether line breaks and tabs are allowed
   */
  public String text(String field, int maxLength, boolean multiline) {
    String text = text(field);
    return checked(text, () -> Text.checked(field, text, maxLength, multiline));
  }

  /**
   * A required string, not blank and without control characters, kept as it is.
   *
   * @param maxLength in Unicode code points
   * @param multiline whether line breaks and tabs are allowed
   */
  public String verbatim(String field, int maxLength, boolean multiline) {
    String text = text(field);
    if (text.isBlank()) {
      refuse(field, "must not be blank");
    }
    return checked(text, () -> Text.bounded(field, text, maxLength, multiline));
  }

  /**
   * A string; {@code null} where it is absent.
   *
   * @param rule answers the text as it is to be used, or refuses it with an {@link
   *     dev.dbsa.domain.error.InvalidFieldsException}
   */
  public @Nullable String optionalText(String field, UnaryOperator<String> rule) {
    JsonNode value = find(field);
    if (value == null) {
      return null;
    }
    String text = string(field, value);
    return checked(text, () -> rule.apply(text));
  }

  /**
   * A required list of objects.
   *
   * @param least how many it holds at least
   * @param most how many it may hold
   * @param item reads one; what is wrong with it is noted under its place, as in {@code
   *     answers[0].text}
   */
  public <T> List<T> objects(String field, int least, int most, Function<JsonBody, T> item) {
    JsonNode value = require(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() < least || value.size() > most) {
      refuse(field, "must be a list of " + least + " to " + most + " objects");
      return List.of();
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String place = field + "[" + i + "]";
      if (value.get(i) instanceof ObjectNode one) {
        try {
          items.add(item.apply(new JsonBody(one)));
        } catch (InvalidFieldsException e) {
          e.violations().forEach(v -> refuse(place + "." + v.field(), v.message()));
        }
      } else {
        refuse(place, "must be an object");
      }
    }
    return items;
  }

  /** A required whole number that fits 32 bits. */
  public int integer(String field) {
    JsonNode value = require(field);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
      refuse(field, "must be a whole number");
      return 0;
    }
    return value == null ? 0 : value.intValue();
  }

  /** A required identifier. */
  public UUID id(String field) {
    JsonNode value = require(field);
    return value == null ? standInId() : uuid(field, value);
  }

  /** An identifier; {@code null} where it is absent. */
  public @Nullable UUID optionalId(String field) {
    JsonNode value = find(field);
    return value == null ? null : uuid(field, value);
  }

  /** A required value of a closed set. */
  public <T> T choice(String field, Choice<T> choice) {
    JsonNode value = require(field);
    return value == null ? choice.values().getFirst() : oneOf(field, value, choice);
  }

  /** A value of a closed set; {@code fallback} where it is absent. */
  public <T> T optionalChoice(String field, Choice<T> choice, T fallback) {
    JsonNode value = find(field);
    return value == null ? fallback : oneOf(field, value, choice);
  }

  /** A value of a closed set; {@code null} where it is absent. */
  public <T> @Nullable T optionalChoice(String field, Choice<T> choice) {
    JsonNode value = find(field);
    return value == null ? null : oneOf(field, value, choice);
  }

  private String string(String field, JsonNode value) {
    if (!value.isTextual()) {
      refuse(field, "must be a string");
      return "";
    }
    return value.textValue();
  }

  private UUID uuid(String field, JsonNode value) {
    return parseUuid(field, value.isTextual() ? value.textValue() : "");
  }

  private <T> T oneOf(String field, JsonNode value, Choice<T> choice) {
    // No value has an empty name, so that anything but a string is refused with the list of names.
    return parseChoice(field, value.isTextual() ? value.textValue() : "", choice);
  }
}
