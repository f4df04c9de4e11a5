package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that a column can have, where its type or a check lists them. */
public final class ColumnValues {
  private static final Pattern LITERAL = Pattern.compile("'([^']*+(?:''[^']*+)*+)'");

  /** Conditions that say what a value is not, or only what it looks like. */
  private static final Pattern NO_LIST =
      Pattern.compile(
          "<>|!=|~|[<>]|\\b(?:not|like|ilike|similar|regexp|rlike)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LIST =
      Pattern.compile("\\bin\\s*\\(|\\bany\\s*\\(|=", Pattern.CASE_INSENSITIVE);

  private final Map<String, UserType.Enumeration> enumerations = new HashMap<>();

  ColumnValues(DatabaseSchema schema) {
    for (UserType type : schema.types()) {
      if (type instanceof UserType.Enumeration enumeration) {
        enumerations.put(type.name().toString(), enumeration);
        enumerations.putIfAbsent(type.name().name(), enumeration);
      }
    }
  }

  /** The enumeration that is the column's type. */
  public UserType.@Nullable Enumeration enumeration(Column column) {
    return enumerations.get(column.type().replace("\"", ""));
  }

  /** The values in the schema's order; empty where any value may be. */
  public List<String> of(Relation relation, Column column) {
    UserType.Enumeration enumeration = enumeration(column);
    if (enumeration != null) {
      return enumeration.labels();
    }
    String type = column.type().toLowerCase(Locale.ROOT);
    if (type.startsWith("enum(") || type.startsWith("set(")) {
      return literals(column.type());
    }
    for (CheckConstraint check : relation.checks()) {
      if (mentionsOnly(check.expression(), column, relation)
          && !NO_LIST.matcher(withoutLiterals(check.expression())).find()
          && LIST.matcher(withoutLiterals(check.expression())).find()) {
        List<String> values = literals(check.expression());
        if (!values.isEmpty()) {
          return values;
        }
      }
    }
    return List.of();
  }

  private static boolean mentionsOnly(String expression, Column column, Relation relation) {
    String text = withoutLiterals(expression);
    return mentions(text, column.name())
        && relation.columns().stream()
            .noneMatch(c -> !c.name().equals(column.name()) && mentions(text, c.name()));
  }

  private static boolean mentions(String expression, String name) {
    for (int i = expression.indexOf(name); i >= 0; i = expression.indexOf(name, i + 1)) {
      int end = i + name.length();
      boolean starts = i == 0 || !isNamePart(expression.codePointBefore(i));
      if (starts && (end == expression.length() || !isNamePart(expression.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(int c) {
    return Words.isWordPart(c) || c == '_';
  }

  private static String withoutLiterals(String expression) {
    return LITERAL.matcher(expression.replace("\\'", "'")).replaceAll("''");
  }

  private static List<String> literals(String text) {
    List<String> values = new ArrayList<>();
    // MySQL prints the quotes inside a check's text with backslashes.
    Matcher matcher = LITERAL.matcher(text.replace("\\'", "'"));
    while (matcher.find()) {
      String value = matcher.group(1).replace("''", "'");
      if (!value.isEmpty() && !values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }
}
