package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests of the words of requests and of a schema, sensible ones and others. */
final class Phrases {
  private static final List<String> WORDS =
      List.of(
          "show",
          "list",
          "count",
          "top 5",
          "latest",
          "oldest",
          "number of",
          "how many",
          "sum of",
          "average",
          "min and max",
          "total",
          "per",
          "by",
          "for each",
          "grouped by",
          "sorted by",
          "desc",
          "with",
          "without",
          "with no",
          "where",
          "whose",
          "is",
          "is not",
          "=",
          ">",
          "<=",
          "<>",
          "over 100",
          "at least 3",
          "more than 2",
          "less than",
          "between 1 and 5",
          "and",
          "or",
          ",",
          "not",
          "null",
          "empty",
          "in 2024",
          "since 2024-02-30",
          "before 2024-02-28",
          "last 30 days",
          "this month",
          "yesterday",
          "older than 2 years",
          "Q3 2023",
          "month",
          "year",
          "daily",
          "named",
          "'x'",
          "'O''Brien'",
          "\"a\"",
          "5",
          "-1.5",
          "99999999999999999999",
          "contains",
          "starts with",
          "distinct",
          "their",
          "of",
          "from",
          "in",
          "Germany",
          "Berlin",
          "the",
          "all",
          "never",
          "highest",
          "cheapest",
          "who have",
          "paid",
          "inactive",
          "delete",
          "update",
          "set",
          "to",
          "insert",
          "into",
          "values",
          "(",
          ")",
          "add column",
          "drop",
          "index",
          "table",
          "rename",
          "create",
          "mark",
          "as",
          "increase",
          "10%",
          "default",
          "varchar(20)",
          "unique",
          "nullable",
          "required",
          "analyze",
          ";",
          "--",
          "'",
          "\"",
          "`",
          "%",
          "\\",
          "ß",
          "🚀",
          "客户的",
          "é",
          "2024-01-01",
          "limit 3",
          "first",
          "each",
          "true",
          "false",
          "like '%a_b%'",
          "one of",
          "@",
          "$1",
          "?",
          ":name");

  private Phrases() {}

  static String compose(DatabaseSchema schema, Random random) {
    List<String> names = new ArrayList<>();
    for (Relation relation : schema.relations()) {
      names.add(relation.name().name());
      relation.columns().stream().map(Column::name).forEach(names::add);
    }
    StringBuilder text = new StringBuilder();
    int words = 1 + random.nextInt(14);
    for (int i = 0; i < words; i++) {
      boolean name = !names.isEmpty() && random.nextInt(5) < 2;
      String word = pick(name ? names : WORDS, random);
      text.append(
          name && random.nextInt(6) == 0
              ? '"' + word + '"'
              : word.replace('_', random.nextBoolean() ? ' ' : '_'));
      text.append(random.nextInt(12) == 0 ? "" : " ");
    }
    return text.toString().isBlank() ? "show" : text.toString();
  }

  /** A request for a change of the schema, mostly sensible. */
  static String composeChange(DatabaseSchema schema, Random random) {
    Relation table = schema.relations().get(random.nextInt(schema.relations().size()));
    Relation other = schema.relations().get(random.nextInt(schema.relations().size()));
    String column = table.columns().get(random.nextInt(table.columns().size())).name();
    String more = table.columns().get(random.nextInt(table.columns().size())).name();
    String name = '"' + table.name().name() + '"';
    String type = pick(TYPES, random);
    String fresh = pick(NAMES, random);
    return switch (random.nextInt(12)) {
      case 0 -> "add column " + fresh + " " + type + " to " + name;
      case 1 ->
          "add a "
              + type
              + " column "
              + fresh
              + " to "
              + name
              + " with default "
              + pick(DEFAULTS, random);
      case 2 -> "add a required unique column " + fresh + " to " + name;
      case 3 -> "create index on " + name + " (\"" + column + "\", \"" + more + "\")";
      case 4 -> "create a unique index called " + fresh + " on " + name + " by \"" + column + "\"";
      case 5 -> "drop column \"" + column + "\" from " + name;
      case 6 -> "drop table " + name;
      case 7 -> "rename column \"" + column + "\" of " + name + " to " + fresh;
      case 8 -> "rename table " + name + " to " + fresh;
      case 9 ->
          "create table "
              + fresh
              + " with "
              + pick(NAMES, random)
              + " "
              + type
              + ", \""
              + other.name().name()
              + "\" and price";
      case 10 -> "change the type of \"" + column + "\" in " + name + " to " + type;
      default ->
          "make \""
              + column
              + "\" of "
              + name
              + pick(List.of(" required", " nullable", " default 5"), random);
    };
  }

  private static final List<String> TYPES =
      List.of(
          "",
          "integer",
          "text",
          "varchar(30)",
          "numeric(8, 3)",
          "boolean",
          "date",
          "timestamp",
          "uuid",
          "jsonb",
          "money",
          "decimal(70,2)");

  private static final List<String> NAMES =
      List.of(
          "phone",
          "valid_until",
          "is_new",
          "\"Größe in cm\"",
          "order",
          "select",
          "备注",
          "\"a\"\"b\"",
          "amount",
          "customer_id",
          "id",
          "x".repeat(70),
          "email",
          "total");

  private static final List<String> DEFAULTS =
      List.of("0", "'x'", "true", "now", "2024-02-30", "2024-02-28", "null", "abc");

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
