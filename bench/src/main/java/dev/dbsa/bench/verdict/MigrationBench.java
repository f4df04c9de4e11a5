package dev.dbsa.bench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import dev.dbsa.testkit.SqlTokens;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replays the migrations of public projects on a real server. Before each statement the schema is
 * read, and the statement and its mutants, each with one mistake, are checked and compared with
 * what the server said.
 *
 * <p>Arguments: the folder of the corpora, a folder for the lists of disagreements, optionally one
 * dialect, and optionally a number n: only every n-th statement is checked.
 */
public final class MigrationBench {
  /** Statements after which the schema is still the same. */
  private static final Set<String> ROWS_ONLY = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

  private static final String NOT_IN_A_TRANSACTION = "25001";

  private final DatabaseServer server;
  private final SchemaLoader loader;
  private final SqlScriptValidator validator = new SqlScriptValidator();
  private final Dialect dialect;
  private final int every;
  private final Map<String, Tally> totals = new TreeMap<>();
  private final Map<String, Tally> statementKinds = new TreeMap<>();
  private final Map<String, Tally> codes = new TreeMap<>();
  private final Map<String, Tally> mutantKinds = new TreeMap<>();
  private final Report falseAlarms = new Report();
  private final Report misses = new Report();
  private long checked;
  private long checkNanos;
  private int seen;

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Row(
      @JsonProperty("project") String project,
      @JsonProperty("file") String file,
      @JsonProperty("line") int line,
      @JsonProperty("sql") String sql,
      @JsonProperty("accepted") boolean accepted,
      @JsonProperty("error") @Nullable Object error,
      @JsonProperty("mutants") @Nullable List<Mutant> mutants) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Mutant(
      @JsonProperty("sql") String sql,
      @JsonProperty("kind") String kind,
      @JsonProperty("accepted") boolean accepted,
      @JsonProperty("code") @Nullable String code,
      @JsonProperty("message") @Nullable String message) {
    /** What the mistake is about: the part before the colon. */
    String group() {
      return kind.replaceFirst(":.*", "");
    }

    /** Whether it was made from the catalogue, not from the statement that it stands with. */
    boolean isOfCatalogue() {
      return group().equals("cat");
    }
  }

  private MigrationBench(DatabaseServer server, Dialect dialect, int every) {
    this.server = server;
    this.dialect = dialect;
    this.every = every;
    this.loader = new SchemaLoader(server, dialect);
  }

  public static void main(String[] args) throws IOException, SQLException {
    if (args.length < 2) {
      throw new IllegalArgumentException("usage: CORPORA REPORTS [mysql|postgresql [EVERY]]");
    }
    int every = args.length < 4 ? 1 : Integer.parseInt(args[3]);
    for (Dialect dialect : Dialect.values()) {
      if (args.length < 3 || args[2].equals(dialect.label())) {
        DatabaseServer server =
            Servers.get(dialect == Dialect.MYSQL ? ServerKind.MYSQL : ServerKind.POSTGRESQL);
        new MigrationBench(server, dialect, every).run(Path.of(args[0]), Path.of(args[1]));
      }
    }
  }

  private void run(Path corpora, Path reports) throws IOException, SQLException {
    Path corpus = corpora.resolve("migrations-" + dialect.label() + ".jsonl.gz");
    Map<String, List<Row>> projects = new LinkedHashMap<>();
    for (Row row : JsonLines.read(corpus, Row.class)) {
      projects.computeIfAbsent(row.project(), _ -> new ArrayList<>()).add(row);
    }
    for (List<Row> rows : projects.values()) {
      replay(rows);
    }
    print(System.out);
    falseAlarms.write(reports.resolve("migrations-" + dialect.label() + "-false-alarms.txt"));
    misses.write(reports.resolve("migrations-" + dialect.label() + "-misses.txt"));
  }

  private void replay(List<Row> rows) throws SQLException {
    String database = server.createDatabase("migrations");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      @Nullable SchemaSnapshot snapshot = null;
      for (Row row : rows) {
        if (seen++ % every == 0) {
          snapshot = snapshot == null ? loader.read(database) : snapshot;
          judge(statement, row, snapshot);
        }
        if (row.accepted()) {
          run(statement, row, database);
          if (!ROWS_ONLY.contains(SqlTokens.kind(row.sql()))) {
            snapshot = null;
          }
        }
      }
    } finally {
      server.dropDatabase(database);
    }
  }

  private void run(Statement statement, Row row, String database) {
    try {
      statement.execute(row.sql());
      SearchPath.share(statement, row.sql(), database);
    } catch (SQLException e) {
      totals.computeIfAbsent("replay, refused this time", _ -> new Tally()).add(false);
      misses.add("replay", place(row) + "\n" + row.sql() + "\n    " + e.getMessage());
    }
  }

  private void judge(Statement statement, Row row, SchemaSnapshot snapshot) throws SQLException {
    Verdict verdict = check(row.sql(), snapshot);
    boolean agrees = verdict.failed() != row.accepted();
    String side = row.accepted() ? "statements, valid accepted" : "statements, refused failed";
    count(totals, side, agrees);
    if (row.accepted()) {
      count(statementKinds, SqlTokens.kind(row.sql()) + ", valid accepted", agrees);
    }
    if (!agrees) {
      String text = place(row) + "\n" + row.sql() + "\n    server: " + row.error() + "\n";
      note(row.accepted(), "statement / " + SqlTokens.kind(row.sql()), verdict, text);
    }
    if (row.mutants() != null) {
      for (Mutant mutant : row.mutants()) {
        judge(statement, row, mutant, snapshot);
      }
    }
  }

  private void judge(Statement statement, Row row, Mutant mutant, SchemaSnapshot snapshot)
      throws SQLException {
    Verdict verdict = check(mutant.sql(), snapshot);
    boolean agrees = verdict.failed() != mutant.accepted();
    if (!agrees && mutant.accepted() && isRefusedHere(statement, mutant.sql())) {
      count(totals, "mutants, accepted on another state", true);
      return;
    }
    String side = mutant.accepted() ? "accepted" : "failed";
    count(totals, "mutants, " + (mutant.accepted() ? "valid accepted" : "refused failed"), agrees);
    count(mutantKinds, mutant.group() + ", " + side, agrees);
    String kind = mutant.isOfCatalogue() ? SqlTokens.kind(mutant.sql()) : SqlTokens.kind(row.sql());
    count(statementKinds, kind + ", mutants " + side, agrees);
    if (!mutant.accepted()) {
      count(codes, String.valueOf(mutant.code()), agrees);
      if (!verdict.failed()) {
        count(totals, "mutants, not failed but told", !verdict.isSilent());
      }
    }
    if (!agrees) {
      String text =
          "%s [%s]\n%s\n    server: %s %s\n"
              .formatted(place(row), mutant.kind(), mutant.sql(), mutant.code(), mutant.message());
      note(mutant.accepted(), mutant.group() + " / " + kind + " / " + mutant.code(), verdict, text);
    }
  }

  /**
   * Whether the server refuses now what it took for the corpus, whose state was another then. Asked
   * only where definitions can be taken back.
   */
  private boolean isRefusedHere(Statement statement, String sql) throws SQLException {
    if (dialect != Dialect.POSTGRESQL) {
      return false;
    }
    statement.getConnection().setAutoCommit(false);
    try {
      statement.execute(sql);
      return false;
    } catch (SQLException e) {
      return !NOT_IN_A_TRANSACTION.equals(e.getSQLState());
    } finally {
      statement.getConnection().rollback();
      statement.getConnection().setAutoCommit(true);
    }
  }

  private void note(boolean accepted, String kind, Verdict verdict, String text) {
    if (accepted) {
      falseAlarms.add(kind + " / " + verdict.rule(), text + verdict.text());
    } else {
      misses.add(kind + (verdict.isSilent() ? " / silent" : " / told"), text + verdict.text());
    }
  }

  private Verdict check(String sql, SchemaSnapshot snapshot) {
    long begin = System.nanoTime();
    Verdict verdict = new Verdict(validator.validate(sql, snapshot).validation());
    checkNanos += System.nanoTime() - begin;
    checked++;
    return verdict;
  }

  private static void count(Map<String, Tally> tallies, String name, boolean agrees) {
    tallies.computeIfAbsent(name, _ -> new Tally()).add(agrees);
  }

  private static String place(Row row) {
    return row.project() + " " + row.file() + ":" + row.line();
  }

  private void print(PrintStream out) {
    out.printf(Locale.ROOT, "%n%s %s, migrations%n", server.product(), server.version());
    print(out, totals);
    out.println("  by the kind of mutant");
    print(out, mutantKinds);
    out.println("  by the kind of statement");
    print(out, statementKinds);
    out.println("  refused mutants failed, by the server's error");
    print(out, codes);
    out.printf(
        Locale.ROOT, "  %.0f statements per second on one thread%n", checked * 1e9 / checkNanos);
  }

  private static void print(PrintStream out, Map<String, Tally> tallies) {
    tallies.forEach((name, tally) -> out.printf("    %-50s %s%n", name, tally.text()));
  }
}
