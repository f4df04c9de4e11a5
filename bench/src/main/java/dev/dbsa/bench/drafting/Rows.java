package dev.dbsa.bench.drafting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query returned, each value in a form in which equal values of different types are equal.
 *
 * @param names the columns' names
 * @param error what the server said instead; {@code null} where it answered
 */
record Rows(List<String> names, List<List<String>> rows, @Nullable String error) {
  private static final int MOST_ROWS = 200_000;
  private static final MathContext PRECISION = new MathContext(8);

  /** How many ways to pair columns of equal values are tried. */
  private static final int MOST_PAIRINGS = 300;

  static Rows of(Connection connection, String query) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setQueryTimeout(5);
      statement.setMaxRows(MOST_ROWS);
      try (ResultSet result = statement.executeQuery(query)) {
        ResultSetMetaData meta = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          names.add(meta.getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= names.size(); i++) {
            row.add(comparable(result.getObject(i)));
          }
          rows.add(row);
        }
        return new Rows(names, rows, null);
      }
    } catch (SQLException e) {
      return new Rows(List.of(), List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static String comparable(@Nullable Object value) {
    return switch (value) {
      case null -> "∅";
      case Boolean truth -> "b" + truth;
      case Number number ->
          new BigDecimal(number.toString()).round(PRECISION).stripTrailingZeros().toPlainString();
      case Timestamp moment -> moment.toLocalDateTime().toString();
      case Date day -> day.toLocalDate().atStartOfDay().toString();
      default -> value.toString().stripTrailing();
    };
  }

  int columns() {
    return names.size();
  }

  /** Whether the rows say nothing: one row of zeros and NULLs at most. */
  boolean areIdle() {
    return rows.isEmpty()
        || rows.size() == 1
            && rows.getFirst().stream().allMatch(v -> v.equals("0") || v.equals("∅"));
  }

  private List<String> column(int i) {
    return rows.stream().map(row -> row.get(i)).toList();
  }

  /**
   * Whether the other rows are the same in some order of their columns.
   *
   * @param ordered whether the order of the rows counts
   * @param exact whether the other rows may have no further columns
   */
  boolean matches(Rows other, boolean ordered, boolean exact) {
    if (rows.size() != other.rows.size()
        || exact && columns() != other.columns()
        || other.columns() < columns()) {
      return false;
    }
    List<List<Integer>> candidates = new ArrayList<>();
    for (int i = 0; i < columns(); i++) {
      List<Integer> fitting = new ArrayList<>();
      for (int j = 0; j < other.columns(); j++) {
        boolean fits =
            ordered
                ? column(i).equals(other.column(j))
                : bag(column(i)).equals(bag(other.column(j)));
        if (fits) {
          fitting.add(j);
        }
      }
      candidates.add(fitting);
    }
    return pair(other, candidates, new ArrayList<>(), ordered, new int[1]);
  }

  private boolean pair(
      Rows other,
      List<List<Integer>> candidates,
      List<Integer> chosen,
      boolean ordered,
      int[] tried) {
    if (chosen.size() == columns()) {
      tried[0]++;
      return ordered
          || bag(rows)
              .equals(
                  bag(
                      other.rows.stream()
                          .map(row -> chosen.stream().map(row::get).toList())
                          .toList()));
    }
    for (int j : candidates.get(chosen.size())) {
      if (!chosen.contains(j) && tried[0] < MOST_PAIRINGS) {
        List<Integer> longer = new ArrayList<>(chosen);
        longer.add(j);
        if (pair(other, candidates, longer, ordered, tried)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether some column of the other rows has the values of a column of these, in their order. */
  boolean isOrderedAs(String column, Rows other) {
    int at = names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList().indexOf(column);
    if (at < 0 || rows.size() != other.rows.size()) {
      return false;
    }
    for (int j = 0; j < other.columns(); j++) {
      if (column(at).equals(other.column(j))) {
        return true;
      }
    }
    return false;
  }

  private static <T> Map<T, Integer> bag(List<T> values) {
    Map<T, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }
}
