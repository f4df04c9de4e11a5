package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what PostgreSQL cuts a table: the parts of the key as the server prints it, such as {@code
 * region, lower(name) COLLATE "C"}.
 */
record PartitionKey(List<Part> parts) {
  private static final Pattern WORD = Pattern.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\w$]*");
  private static final Pattern COLUMN =
      Pattern.compile("(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\w$]*)(?:\\s.*)?", Pattern.DOTALL);
  private static final Pattern COLLATION =
      Pattern.compile("\\sCOLLATE\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

  /**
   * One part.
   *
   * @param column {@code null} for an expression
   * @param used the columns that it is made of
   * @param collation where one is written; {@code null} otherwise
   */
  record Part(@Nullable String column, List<String> used, @Nullable String collation) {}

  /** The key of a table that is partitioned; no part where it is not. */
  static PartitionKey of(Relation relation) {
    Partitioning partitioning = relation.partitioning();
    return partitioning == null
        ? new PartitionKey(List.of())
        : of(partitioning.key(), relation.columns());
  }

  static PartitionKey of(String key, List<Column> columns) {
    List<Part> parts = new ArrayList<>();
    for (String text : split(key)) {
      parts.add(part(text.strip(), columns));
    }
    return new PartitionKey(parts);
  }

  private static Part part(String text, List<Column> columns) {
    Matcher collation = COLLATION.matcher(text);
    String collate = collation.find() ? unquoted(collation.group(1)) : null;
    Matcher column = COLUMN.matcher(text);
    if (column.matches()) {
      String name = unquoted(column.group(1));
      return new Part(name, List.of(name), collate);
    }
    List<String> used = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String name = unquoted(word.group());
      boolean called = word.end() < text.length() && text.charAt(word.end()) == '(';
      if (!called && columns.stream().anyMatch(c -> c.name().equals(name))) {
        used.add(name);
      }
    }
    return new Part(null, used, collate);
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  /** At the commas that stand in no brackets and no quotes. */
  private static List<String> split(String key) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    char quote = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(key.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(key.substring(start));
    return parts;
  }

  /** Whether a column stands in the key, alone or in an expression. */
  boolean uses(String column) {
    return parts.stream().anyMatch(p -> p.used().contains(column));
  }

  boolean hasExpressions() {
    return parts.stream().anyMatch(p -> p.column() == null);
  }

  /** The column that a part is; {@code null} for an expression and where nothing is known. */
  static @Nullable Column column(Part part, Table table) {
    return part.column() == null ? null : table.relation().findColumn(part.column()).orElse(null);
  }
}
