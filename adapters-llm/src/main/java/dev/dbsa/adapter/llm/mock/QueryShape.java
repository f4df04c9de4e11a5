package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a written query returns, whichever of its tables it begins with: two readings of the same
 * shape are one for people. Of queries that this package has written, a line for each clause.
 */
final class QueryShape {
  private static final Pattern SOURCE =
      Pattern.compile("\\b(?:FROM|JOIN) ([\\w.\"`]+) ([a-z]\\w*)\\b");

  private static final Pattern EQUATION = Pattern.compile("([\\w.#]+) = ([\\w.#]+)");

  private QueryShape() {}

  /**
   * The shape of a plan's query.
   *
   * @param plan tells whether the order and the number of rows were asked for
   */
  static String of(Plan plan, String query) {
    boolean asked =
        !plan.order().isEmpty() || plan.limit() != null || plan.rows().extreme() != null;
    TreeSet<String> parts = new TreeSet<>();
    List<String> rest = new ArrayList<>();
    for (String line : withTableNames(query).split("\n\\s*")) {
      if (line.startsWith("FROM ") || line.startsWith("JOIN ") || line.startsWith("LEFT JOIN ")) {
        String[] on = line.replaceFirst("^(?:FROM|LEFT JOIN|JOIN) ", "").split(" ON ", 2);
        parts.add("table " + on[0]);
        if (on.length > 1) {
          for (String condition : on[1].split(" AND ")) {
            parts.add(even(condition));
          }
        }
      } else if (line.startsWith("WHERE ") || line.startsWith("AND ")) {
        parts.add(even(line.replaceFirst("^(?:WHERE|AND) ", "")));
      } else if (line.startsWith("SELECT ") || asked || line.startsWith("HAVING ")) {
        rest.add(line.replaceAll(" AS \\S+?(?=,|$)", ""));
      }
    }
    return String.join("\n", rest) + "\n" + String.join("\n", parts);
  }

  private static String withTableNames(String query) {
    Map<String, String> tables = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher source = SOURCE.matcher(query);
    while (source.find()) {
      String table = source.group(1).replaceFirst("^.*\\.", "");
      int number = seen.merge(table, 1, Integer::sum);
      tables.put(source.group(2), number == 1 ? table : table + "#" + number);
    }
    String named = query;
    for (Map.Entry<String, String> alias : tables.entrySet()) {
      named =
          named
              .replaceAll(
                  "\\b" + alias.getKey() + "\\.(?=[\\w\"`])",
                  Matcher.quoteReplacement("@" + alias.getValue() + "."))
              .replaceAll("(?<=\\b(?:FROM|JOIN) [\\w.\"`]{1,130}) " + alias.getKey() + "\\b", "");
    }
    return named.replace("@", "");
  }

  /** Both sides of each equation in one order. */
  private static String even(String condition) {
    return EQUATION
        .matcher(condition)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    m.group(1).compareTo(m.group(2)) <= 0
                        ? m.group()
                        : m.group(2) + " = " + m.group(1)));
  }
}
