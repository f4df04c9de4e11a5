package dev.dbsa.adapter.rest.input;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Named values from outside. Every method that reads a value notes what is wrong with it and
 * answers a stand-in, so that {@link #finish} can name everything at once; nothing may be done with
 * a value before.
 */
abstract sealed class Fields permits JsonBody, QueryParameters {
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** More than anybody repairs at once: an answer to nonsense stays small. */
  private static final int MAX_VIOLATIONS = 50;

  /** In UTF-16 units, of a name that a client made up. */
  private static final int MAX_ECHO = 80;

  private static final UUID STAND_IN_ID = new UUID(0, 0);

  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, String> violations = new LinkedHashMap<>();

  /** The names that the client sent. */
  abstract Collection<String> sent();

  /** Notes that a field of this name exists. */
  final void know(String field) {
    known.add(field);
  }

  /** Notes what is wrong with a field; only the first word about a field counts. */
  final void refuse(String field, String rule) {
    violations.putIfAbsent(field, rule);
  }

  final UUID parseUuid(String field, String text) {
    Optional<UUID> id = findUuid(text);
    if (id.isEmpty()) {
      refuse(field, "must be a UUID");
    }
    return id.orElse(STAND_IN_ID);
  }

  /** Reads a UUID in its usual form: the JDK alone would also take {@code 1-1-1-1-1}. */
  static Optional<UUID> findUuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  static UUID standInId() {
    return STAND_IN_ID;
  }

  final <T> T parseChoice(String field, String text, Choice<T> choice) {
    Optional<T> value = choice.find().apply(text);
    if (value.isEmpty()) {
      refuse(field, choice.rule());
    }
    return value.orElse(choice.values().getFirst());
  }

  /** The result of a rule of the core, or the value as it is where it breaks the rule. */
  final String checked(String value, Supplier<String> rule) {
    try {
      return rule.get();
    } catch (InvalidFieldsException e) {
      note(e);
      return value;
    }
  }

  /**
   * Builds what was read.
   *
   * @param build may throw {@link InvalidFieldsException}
   * @throws InvalidFieldsException naming every broken and every unknown field
   */
  public final <T> T finish(Supplier<T> build) {
    for (String field : sent()) {
      if (!known.contains(field)) {
        refuse(printable(field), "is unknown; known are " + String.join(", ", known));
      }
    }
    Optional<T> built = Optional.empty();
    try {
      built = Optional.of(build.get());
    } catch (InvalidFieldsException e) {
      note(e);
    }
    if (built.isEmpty() || !violations.isEmpty()) {
      throw new InvalidFieldsException(list());
    }
    return built.get();
  }

  private void note(InvalidFieldsException invalid) {
    invalid.violations().forEach(v -> refuse(v.field(), v.message()));
  }

  private List<FieldViolation> list() {
    List<FieldViolation> list = new ArrayList<>();
    violations.forEach((field, rule) -> list.add(new FieldViolation(field, rule)));
    return list.subList(0, Math.min(list.size(), MAX_VIOLATIONS));
  }

  private static String printable(String name) {
    String head = name.substring(0, Math.min(name.length(), MAX_ECHO));
    return head.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?") + (head.length() < name.length() ? "…" : "");
  }
}
