package dev.dbsa.bench.verdict;

import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.bench.verdict.Corpus.Entry;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
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
import java.util.regex.Pattern;

/**
 * Replays the servers' own regression suites: what the corpus ran is run on a real server. Before
 * each statement that was only prepared, and before each definition of an object that a snapshot
 * holds, the schema is read again and the statement validated. A definition that the server took
 * for the corpus and refuses in the replay stands on a state that was not replayed (another
 * session's, say), and is not judged.
 *
 * <p>Arguments: the folder of the corpora, a folder for the lists of disagreements, one dialect,
 * and where not all is wanted: the names of the suite's files, parted by commas.
 */
public final class SequenceBench {
  private static final String BASE = "sequence:_base";

  private static final Pattern DEFINITION =
      Pattern.compile(
          "^\\s*(?:CREATE|ALTER|DROP)\\s+(?:(?:OR\\s+REPLACE|UNIQUE|FULLTEXT|SPATIAL|MATERIALIZED)\\s+)*"
              + "(?:TABLE|INDEX|VIEW|SEQUENCE|TYPE|DOMAIN)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TEMPORARY =
      Pattern.compile("^\\s*CREATE\\s+TEMP(?:ORARY)?\\s+", Pattern.CASE_INSENSITIVE);

  private final DatabaseServer server;
  private final SchemaLoader loader;
  private final SqlScriptValidator validator = new SqlScriptValidator();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final List<Disagreement> falseAlarms = new ArrayList<>();
  private final List<Disagreement> misses = new ArrayList<>();

  private SequenceBench(DatabaseServer server, Dialect dialect) {
    this.server = server;
    this.loader = new SchemaLoader(server, dialect);
  }

  public static void main(String[] args) throws IOException, SQLException {
    if (args.length < 3 || args.length > 4) {
      throw new IllegalArgumentException("usage: CORPORA REPORTS mysql|postgresql [FILE,…]");
    }
    Set<String> wanted = args.length < 4 ? Set.of() : Set.of(args[3].split(","));
    Dialect dialect = Dialect.find(args[2]).orElseThrow();
    DatabaseServer server =
        Servers.get(dialect == Dialect.MYSQL ? ServerKind.MYSQL : ServerKind.POSTGRESQL);
    SequenceBench bench = new SequenceBench(server, dialect);
    Map<String, List<Entry>> files = new LinkedHashMap<>();
    for (Entry entry :
        Corpus.read(Corpus.find(Path.of(args[0]), "sequence-" + dialect.label() + "-"))) {
      files.computeIfAbsent(entry.schemaId(), _ -> new ArrayList<>()).add(entry);
    }
    List<Entry> base = files.getOrDefault(BASE, List.of());
    for (Map.Entry<String, List<Entry>> file : files.entrySet()) {
      String name = file.getKey().substring(file.getKey().indexOf(':') + 1);
      if (!file.getKey().equals(BASE) && (wanted.isEmpty() || wanted.contains(name))) {
        bench.replay(base, file.getValue());
      }
    }
    bench.print(System.out);
    Disagreement.write(
        Path.of(args[1]).resolve("sequence-" + dialect.label() + "-false-alarms.txt"),
        bench.falseAlarms);
    Disagreement.write(
        Path.of(args[1]).resolve("sequence-" + dialect.label() + "-misses.txt"), bench.misses);
  }

  private void replay(List<Entry> base, List<Entry> entries) throws SQLException {
    String database = server.createDatabase("sequence");
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (Entry entry : base) {
        run(statement, entry);
      }
      SchemaSnapshot snapshot = null;
      for (Entry entry : entries) {
        SchemaSnapshot before = null;
        boolean definition = entry.isExecuted() && DEFINITION.matcher(entry.sql()).find();
        if (definition || !entry.isExecuted()) {
          snapshot = snapshot == null ? SessionView.read(loader, statement, database) : snapshot;
          before = snapshot;
        }
        boolean replayed = run(statement, entry);
        if (before != null && replayed) {
          judge(entry, before);
        }
        if (entry.isExecuted()) {
          SearchPath.share(statement, entry.sql(), database);
          snapshot = null;
        }
      }
    } finally {
      server.dropDatabase(database);
    }
  }

  /** Whether the server takes it again, where it took it before. */
  private static boolean run(Statement statement, Entry entry) {
    if (!entry.accepted() || !entry.isExecuted()) {
      return true;
    }
    try {
      // A snapshot does not show what is another session's own.
      statement.execute(TEMPORARY.matcher(entry.sql()).replaceFirst("CREATE "));
      return true;
    } catch (SQLException e) {
      // What the corpus splits wrongly, and what hangs on a state that was not replayed.
      return false;
    }
  }

  private void judge(Entry entry, SchemaSnapshot snapshot) {
    Validation validation = validator.validate(entry.sql(), snapshot).validation();
    boolean accepted = validation.lintStatus() != LintStatus.FAIL;
    boolean agrees = accepted == entry.accepted();
    String kind =
        (entry.isExecuted() ? "definitions, " : "statements, ")
            + (entry.accepted() ? "valid accepted" : "invalid rejected");
    tallies.computeIfAbsent(kind, _ -> new Tally()).add(agrees);
    if (!entry.accepted()) {
      String reason = kind + ", " + entry.errorClass();
      tallies.computeIfAbsent(reason, _ -> new Tally()).add(agrees);
    }
    if (!agrees) {
      List<Finding> errors = validation.errors();
      (accepted ? misses : falseAlarms)
          .add(new Disagreement(entry, errors, validation.notChecked()));
    }
  }

  private void print(PrintStream out) {
    out.printf(Locale.ROOT, "%n%s %s, regression suite%n", server.product(), server.version());
    tallies.forEach((name, tally) -> out.printf("  %-56s %s%n", name, tally.text()));
  }
}
