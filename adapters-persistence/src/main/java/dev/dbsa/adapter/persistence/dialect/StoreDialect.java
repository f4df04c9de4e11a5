package dev.dbsa.adapter.persistence.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one kind of database does differently as the metadata store. */
public sealed interface StoreDialect permits SqliteStore, PostgresqlStore, MysqlStore {

  /** Whether the database lets one transaction write at a time and makes the others poll. */
  boolean hasOneWriter();

  /**
   * A query for the time in UTC by the database's clock, to the microsecond; empty where it has
   * none but the process's own.
   */
  Optional<String> clock();

  /**
   * A statement with one parameter, the name of a caller's share of running generations, that makes
   * others who execute it with the same name wait for the end of the transaction. Empty where only
   * one transaction writes anyway.
   */
  Optional<String> lockOfShare();

  /**
   * A statement that inserts a row unless there is one with its key, and waits for others who are
   * about to; its parameters are the values of the columns.
   */
  String insertIfAbsent(String table, String... columns);

  /**
   * Whether a text holds a part, character by character, as a condition on a column and a named
   * parameter.
   */
  String contains(String column, String parameter);

  /**
   * Finds the generations whose requests may hold a part of a text, by the text index.
   *
   * @param runs some of those that {@link Grams#of} gives for the part, not empty
   */
  TextSearch search(List<String> runs);

  /**
   * How to ask a text index.
   *
   * @param from a FROM clause: the generations {@code g} that the index finds, which are found
   *     before anything else is done with them
   * @param parameters the values of its named parameters
   */
  record TextSearch(String from, Map<String, Object> parameters) {}

  /**
   * A statement with two parameters {@code ?}, the identity of a generation and what {@link
   * Grams#words} says of its request, that puts it into the text index. Empty where the database
   * does that by itself.
   */
  default Optional<String> addToTextIndex() {
    return Optional.empty();
  }

  /**
   * What a connection is told before many rows are written; empty where there is nothing to tell.
   */
  default Optional<String> beforeManyWrites() {
    return Optional.empty();
  }

  /** What an error of the database means to the program. */
  StoreError error(SQLException e);

  /**
   * What an error means to an operator who starts the program: follows "the metadata store X",
   * names the setting and says what to do, free of secrets.
   */
  String problem(SQLException e);

  /**
   * Why this release of the database cannot hold the store; follows "the metadata store X". Empty
   * where it can.
   */
  Optional<String> unsupported(DatabaseMetaData database) throws SQLException;

  /** An INSERT of one row, with a parameter for each column. */
  static String insert(String verb, String table, String... columns) {
    String parameters =
        IntStream.rangeClosed(1, columns.length)
            .mapToObj(i -> "?" + i)
            .collect(Collectors.joining(", "));
    return "%s INTO %s (%s) VALUES (%s)"
        .formatted(verb, table, String.join(", ", columns), parameters);
  }

  /** Whether it was the pool that had no connection to give, for whatever reason. */
  private static boolean isOfPool(SQLException e) {
    return e.getSQLState() == null && String.valueOf(e.getMessage()).contains("cquisition timeout");
  }

  /** Looks through the causes of an exception for what the database said. */
  default StoreError errorBehind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return isOfPool(e) ? StoreError.UNAVAILABLE : error(e);
      }
    }
    return StoreError.OTHER;
  }
}
