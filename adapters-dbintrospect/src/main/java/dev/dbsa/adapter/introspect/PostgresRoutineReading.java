package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Routine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the routines of a PostgreSQL schema. */
final class PostgresRoutineReading {
  private final Catalog catalog;
  private final PostgresQueries queries;
  private final PostgresFurtherQueries furtherQueries;
  private final Map<Long, List<Routine.Parameter>> parameters = new HashMap<>();
  private final List<Routine> routines = new ArrayList<>();

  PostgresRoutineReading(
      Catalog catalog, PostgresQueries queries, PostgresFurtherQueries furtherQueries) {
    this.catalog = catalog;
    this.queries = queries;
    this.furtherQueries = furtherQueries;
  }

  List<Routine> read() throws SQLException {
    catalog.read(
        furtherQueries.parameters(),
        row ->
            parameters
                .computeIfAbsent(row.number(1), _ -> new ArrayList<>(2))
                .add(
                    new Routine.Parameter(
                        row.textUnlessEmpty(2),
                        mode(row.text(3)),
                        row.text(4),
                        row.textOrNull(5))));
    catalog.read(queries.routines(), row -> routines.add(routine(row)));
    return routines;
  }

  private static Routine.Parameter.Mode mode(String letter) {
    return switch (letter) {
      case "o" -> Routine.Parameter.Mode.OUT;
      case "b" -> Routine.Parameter.Mode.INOUT;
      case "v" -> Routine.Parameter.Mode.VARIADIC;
      case "t" -> Routine.Parameter.Mode.TABLE;
      default -> Routine.Parameter.Mode.IN;
    };
  }

  static Routine.Kind kind(String letter) {
    return switch (letter) {
      case "p" -> Routine.Kind.PROCEDURE;
      case "a" -> Routine.Kind.AGGREGATE;
      case "w" -> Routine.Kind.WINDOW;
      default -> Routine.Kind.FUNCTION;
    };
  }

  static String volatility(String letter) {
    return switch (letter) {
      case "i" -> "immutable";
      case "s" -> "stable";
      default -> "volatile";
    };
  }

  private Routine routine(Row row) throws SQLException {
    Routine.Kind kind = kind(row.text(3));
    return new Routine(
        new ObjectName(row.text(1), row.text(2)),
        kind,
        row.text(4),
        kind == Routine.Kind.PROCEDURE ? null : row.textOrNull(5),
        volatility(row.text(6)),
        row.text(7),
        row.textOrNull(8),
        parameters.getOrDefault(row.number(9), List.of()),
        row.flag(10),
        row.flag(11),
        row.flag(12),
        null);
  }
}
