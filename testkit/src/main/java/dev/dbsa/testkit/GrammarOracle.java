package dev.dbsa.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Asks a real server whether a statement is in its grammar, whatever its names, and executes
 * nothing. PostgreSQL parses a statement before it looks at the transaction: in an aborted one it
 * answers 42601 for what is not in the grammar, 25P02 for what is. MySQL and MariaDB refuse to
 * prepare what they cannot parse with 1064; where another error stops their parser first, what
 * stands behind it was not judged. Not for use by several threads.
 */
public abstract sealed class GrammarOracle implements AutoCloseable {
  /** What the server says about a statement. */
  public enum Answer {
    GRAMMATICAL,
    UNGRAMMATICAL,
    /** The statement cannot be judged this way. */
    UNKNOWN
  }

  final Connection connection;

  private GrammarOracle(Connection connection) {
    this.connection = connection;
  }

  /** An oracle with a connection of its own to an existing database, which stays as it is. */
  public static GrammarOracle of(DatabaseServer server, String database) throws SQLException {
    Connection connection = server.connect(database);
    return server.dialect().equals("postgresql") ? new Postgres(connection) : new MySql(connection);
  }

  /** What the server says about one statement, written without a delimiter at its end. */
  public abstract Answer ask(String sql) throws SQLException;

  /**
   * As {@link #ask}, but for a statement that makes a function or procedure: its body is judged
   * too. PostgreSQL makes the routine in a transaction that is rolled back.
   */
  public abstract Answer askWithBody(String sql) throws SQLException;

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static final class Postgres extends GrammarOracle {
    /** What the scanner and the grammar itself raise. */
    private static final Set<String> UNGRAMMATICAL =
        Set.of(
            "42601", "42602", "22025", "22019", "22P02", "42P02", "0A000", "42622", "22023",
            "42710");

    /** What comes after the whole body was parsed. */
    private static final Set<String> ANALYSED = Set.of("42P01", "42703", "42883");

    private Postgres(Connection connection) {
      super(connection);
    }

    @Override
    public Answer ask(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        abort(statement);
        try {
          statement.execute(sql);
          return Answer.GRAMMATICAL;
        } catch (SQLException e) {
          String state = String.valueOf(e.getSQLState());
          return UNGRAMMATICAL.contains(state) ? Answer.UNGRAMMATICAL : Answer.GRAMMATICAL;
        } finally {
          statement.execute("ROLLBACK");
        }
      }
    }

    private static void abort(Statement statement) throws SQLException {
      statement.execute("BEGIN");
      try {
        statement.execute("SELECT 1/0");
      } catch (SQLException e) {
        return;
      }
      throw new IllegalStateException("the server divides by zero");
    }

    @Override
    public Answer askWithBody(String sql) throws SQLException {
      if (ask(sql) == Answer.UNGRAMMATICAL) {
        return Answer.UNGRAMMATICAL;
      }
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute("BEGIN");
        try {
          statement.execute(sql);
          return Answer.GRAMMATICAL;
        } catch (SQLException e) {
          String state = String.valueOf(e.getSQLState());
          if (state.equals("42601")) {
            return Answer.UNGRAMMATICAL;
          }
          return ANALYSED.contains(state) ? Answer.GRAMMATICAL : Answer.UNKNOWN;
        } finally {
          statement.execute("ROLLBACK");
        }
      }
    }
  }

  private static final class MySql extends GrammarOracle {
    private static final Set<Integer> UNGRAMMATICAL = Set.of(1064, 1149);

    /**
     * Errors that are raised while the text is parsed, and end that: a wrong or empty name, an
     * unknown character set, collation, type, engine, column, label, cursor, condition or variable
     * of a routine, functions with wrong arguments, unknown words for ALGORITHM and LOCK, what no
     * routine may hold, and clauses that exclude each other.
     */
    private static final Set<Integer> STOPPED =
        Set.of(
            1044, 1054, 1066, 1102, 1103, 1109, 1115, 1144, 1193, 1221, 1273, 1286, 1300, 1303,
            1308, 1310, 1313, 1314, 1319, 1320, 1323, 1324, 1327, 1350, 1407, 1458, 1479, 1525,
            1564, 1582, 1583, 1584, 1763, 1800, 1801, 3954, 4004, 4081, 4149, 4161, 4162, 6446,
            6477, 6484);

    private MySql(Connection connection) {
      super(connection);
    }

    @Override
    public Answer ask(String sql) throws SQLException {
      try (PreparedStatement text = connection.prepareStatement("SET @statement = ?");
          Statement statement = connection.createStatement()) {
        text.setString(1, sql);
        text.execute();
        try {
          statement.execute("PREPARE statement FROM @statement");
          return Answer.GRAMMATICAL;
        } catch (SQLException e) {
          // The body of a package is not read where there is no package.
          boolean noPackage = String.valueOf(e.getMessage()).startsWith("PACKAGE ");
          if (STOPPED.contains(e.getErrorCode()) || noPackage) {
            return Answer.UNKNOWN;
          }
          return UNGRAMMATICAL.contains(e.getErrorCode())
              ? Answer.UNGRAMMATICAL
              : Answer.GRAMMATICAL;
        }
      }
    }

    @Override
    public Answer askWithBody(String sql) throws SQLException {
      return ask(sql);
    }
  }
}
