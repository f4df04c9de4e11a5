package dev.dbsa.bench.drafting;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows for the tables of a schema, such that queries tell themselves apart by what they return:
 * keys and references fit, the values that the right queries look for are there, and so are others.
 */
final class MadeRows {
  private static final int ROWS = 120;
  private static final int KEYS = 60;
  private static final List<String> WORDS =
      List.of(
          "amber", "birch", "cedar", "delta", "ember", "frost", "grove", "haven", "ivory", "jasper",
          "kestrel", "lunar", "maple", "noble", "onyx", "pearl", "quartz", "river", "stone");

  private static final Pattern COMPARED =
      Pattern.compile(
          "([\\w\"]+)\\s*(?:=|<>|!=|<=|>=|<|>|\\bLIKE\\b|\\bILIKE\\b)\\s*('(?:[^']|'')*'|\\d+(?:\\.\\d+)?)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern EQUATED =
      Pattern.compile("\\.\"?(\\w+)\"?\\s*=\\s*\\w+\\.\"?(\\w+)\"?");

  /** What rows are compared by: without NULL, and without two rows that share a place. */
  private static final Pattern RANKED =
      Pattern.compile(
          "(?:ORDER\\s+BY|MAX\\s*\\(|MIN\\s*\\()\\s*(?:DISTINCT\\s+)?(?:\\w+\\.)?\"?(\\w+)\"?",
          Pattern.CASE_INSENSITIVE);

  private final DatabaseSchema schema;
  private final Random random;

  /** Columns by which queries rank rows. */
  private final Set<String> ranked = new HashSet<>();

  private final LocalDateTime now = LocalDateTime.now().withNano(0);

  /** Values that queries compare a column of this name with. */
  private final Map<String, Set<String>> wanted = new HashMap<>();

  /** Names of columns that are joined with one another: each with the name it stands for. */
  private final Map<String, String> joined = new HashMap<>();

  MadeRows(DatabaseSchema schema, List<Asked> questions, int seed) {
    this.schema = schema;
    this.random = new Random(seed * 31L + questions.size());
    for (Asked question : questions) {
      String right = question.right() == null ? "" : question.right();
      Matcher compared = COMPARED.matcher(right);
      while (compared.find()) {
        String value =
            compared.group(2).replaceAll("^'|'$", "").replace("''", "'").replace("%", "");
        wanted.computeIfAbsent(name(compared.group(1)), _ -> new LinkedHashSet<>()).add(value);
      }
      Matcher ranking = RANKED.matcher(right);
      while (ranking.find()) {
        ranked.add(name(ranking.group(1)));
      }
      Matcher equated = EQUATED.matcher(right);
      while (equated.find()) {
        join(name(equated.group(1)), name(equated.group(2)));
      }
    }
    for (Relation relation : schema.relations()) {
      for (ForeignKey key : relation.foreignKeys()) {
        for (int i = 0; i < key.columns().size(); i++) {
          join(name(key.columns().get(i)), name(key.targetColumns().get(i)));
        }
      }
    }
  }

  private static String name(String name) {
    return name.replace("\"", "").toLowerCase(Locale.ROOT);
  }

  private void join(String one, String other) {
    String a = root(one);
    String b = root(other);
    joined.put(a, b);
    joined.put(b, b);
  }

  private String root(String name) {
    String at = name;
    String next = joined.get(at);
    while (next != null && !next.equals(at)) {
      at = next;
      next = joined.get(at);
    }
    return at;
  }

  void insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      for (Relation relation : schema.relations()) {
        if (relation.kind().isTable()) {
          fill(statement, relation);
        }
      }
      statement.execute("SET session_replication_role = origin");
      statement.execute("ANALYZE");
    }
  }

  private void fill(Statement statement, Relation relation) throws SQLException {
    PrimaryKey key = relation.primaryKey();
    Set<String> keys = new HashSet<>(key == null ? toldByName(relation) : key.columns());
    boolean single = keys.size() == 1;
    int count = single ? KEYS : ROWS;
    List<Column> columns =
        relation.columns().stream().filter(c -> !c.generation().isComputed()).toList();
    Set<List<String>> taken = new HashSet<>();
    Set<List<String>> used = new HashSet<>();
    for (int row = 1; row <= count; row++) {
      Map<String, String> values = new LinkedHashMap<>();
      List<String> identity = new ArrayList<>();
      for (Column column : columns) {
        boolean isKey = keys.contains(column.name());
        String value = single && isKey ? key(column, row) : value(column, isKey, row);
        boolean once = ranked.contains(name(column.name())) || single && isCalled(relation, column);
        for (int n = 0; once && n < 40 && !isKey && !once(column, value, used); n++) {
          value = n < 20 ? value(column, true, row) : other(column, row * 100 + n);
        }
        values.put("\"" + column.name() + "\"", value);
        if (isKey) {
          identity.add(value);
        }
      }
      if (keys.isEmpty() || taken.add(identity)) {
        statement.execute(
            "INSERT INTO \""
                + relation.name().schema()
                + "\".\""
                + relation.name().name()
                + "\" ("
                + String.join(", ", values.keySet())
                + ") OVERRIDING SYSTEM VALUE VALUES ("
                + String.join(", ", values.values())
                + ") ON CONFLICT DO NOTHING");
      }
    }
  }

  /** A key that no constraint declares, but the name of the column. */
  private static List<String> toldByName(Relation relation) {
    String key = SchemaIndex.singleKey(relation);
    return key == null ? List.of() : List.of(key);
  }

  /** Whether the value is new to its column; references may repeat. */
  private boolean once(Column column, String value, Set<List<String>> used) {
    return joined.containsKey(name(column.name()))
        || !value.equals("NULL") && used.add(List.of(column.name(), value));
  }

  /** Whether people tell rows apart by the column. */
  private static boolean isCalled(Relation relation, Column column) {
    String called = name(column.name());
    return (called.matches(".*(?:name|title)")
            || name(relation.name().name()).startsWith(called) && called.length() > 3)
        && column.type().matches("text|character.*");
  }

  private static boolean isNumber(Column column) {
    return column.type().matches("(?:bigint|integer|smallint|numeric|real|double).*");
  }

  /** The values that a key has, and references to it: few enough for several of each. */
  private String key(Column column, int number) {
    if (column.type().equals("date") || column.type().startsWith("time")) {
      return "'" + now.toLocalDate().minusDays(number) + "'";
    }
    List<String> wantedHere = fitting(column, wantedOf(column));
    return number <= wantedHere.size()
        ? wantedHere.get(number - 1)
        : isNumber(column)
            ? String.valueOf(number)
            : text(
                column,
                root(name(column.name())).substring(0, 1).toUpperCase(Locale.ROOT) + number);
  }

  /** What queries look for in any column that is joined with this one. */
  private List<String> wantedOf(Column column) {
    Set<String> values = new LinkedHashSet<>();
    String root = root(name(column.name()));
    wanted.forEach(
        (name, found) -> {
          if (root(name).equals(root)) {
            values.addAll(found);
          }
        });
    return List.copyOf(values);
  }

  private String value(Column column, boolean isKey, int row) {
    if (joined.containsKey(name(column.name()))) {
      return key(column, 1 + random.nextInt(KEYS * 4 / 5));
    }
    if (column.nullable() && !isKey && random.nextInt(15) == 0) {
      return "NULL";
    }
    List<String> wantedHere = fitting(column, wantedOf(column));
    if (!wantedHere.isEmpty() && random.nextInt(10) < 6) {
      String value = wantedHere.get(random.nextInt(wantedHere.size()));
      return isNumber(column) && random.nextBoolean() ? nearby(column, value) : value;
    }
    return other(column, row);
  }

  private String nearby(Column column, String value) {
    double moved = Math.max(0, Double.parseDouble(value) + random.nextInt(41) - 20);
    return column.type().matches("numeric|real|double.*")
        ? String.valueOf(moved)
        : String.valueOf((long) moved);
  }

  private List<String> fitting(Column column, List<String> values) {
    List<String> fitting = new ArrayList<>();
    for (String value : values) {
      if (isNumber(column)) {
        if (value.matches("\\d{1,4}")) {
          fitting.add(value);
        }
      } else if (column.type().matches("text|character.*") && !value.isEmpty()) {
        fitting.add(text(column, value));
      }
    }
    return fitting;
  }

  private String other(Column column, int row) {
    String type = column.type();
    if (type.startsWith("boolean")) {
      return String.valueOf(random.nextInt(5) < 2);
    }
    if (type.equals("date") || type.startsWith("timestamp")) {
      int days = random.nextBoolean() ? random.nextInt(45) : random.nextInt(1400);
      LocalDateTime moment = now.minusDays(days).minusSeconds(random.nextInt(80_000));
      return "'" + (type.equals("date") ? moment.toLocalDate() : moment) + "'";
    }
    if (type.startsWith("time")) {
      return "'%02d:%02d'".formatted(7 + random.nextInt(13), random.nextInt(4) * 15);
    }
    if (isNumber(column)) {
      String name = name(column.name());
      return String.valueOf(
          name.contains("year")
              ? 1995 + random.nextInt(32)
              : random.nextInt(60) + random.nextInt(40) * row);
    }
    boolean wide = name(column.name()).matches(".*(?:name|title|text|mail|phone|address|line).*");
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return text(column, wide ? word + " " + row : word);
  }

  /** A literal, no longer than the column takes. */
  private static String text(Column column, String value) {
    Matcher size = Pattern.compile("character(?: varying)?\\((\\d+)\\)").matcher(column.type());
    int longest = size.matches() ? Integer.parseInt(size.group(1)) : Integer.MAX_VALUE;
    String cut = value.length() > longest ? value.substring(0, longest) : value;
    return "'" + cut.replace("'", "''") + "'";
  }
}
