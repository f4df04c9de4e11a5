package dev.dbsa.bench.verdict;

import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.bench.verdict.Corpus.Entry;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs every statement of a measured corpus through the validator and prints how often it agrees
 * with the real server: valid statements accepted, invalid ones rejected, by kind of error.
 *
 * <p>Arguments: the folder of the corpora, a folder for the lists of disagreements, and optionally
 * one dialect, or {@code versions} for the servers of the other releases: MariaDB and the installed
 * PostgreSQL. The folder holds {@code schemas/<dialect>/<schema>.sql} and {@code
 * <dialect>-<version>.jsonl.gz}, for the other releases below {@code versions}; what a line holds
 * is in {@link Corpus}.
 */
public final class VerdictBench {
  /** The corpora's verdicts are those of PREPARE, which reads no value. */
  private static final Set<String> VALUE_RULES = Set.of("null-value", "value-does-not-fit");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Rounds over all statements before any is measured: the compiler is done by then. */
  private static final int WARM_UP_ROUNDS = 8;

  private static final int MEASURED_ROUNDS = 5;
  private static final int LONG_SCRIPT_STATEMENTS = 5_000;

  private final Path corpora;
  private final Path reports;
  private final PrintStream out;

  private VerdictBench(Path corpora, Path reports, PrintStream out) {
    this.corpora = corpora;
    this.reports = reports;
    this.out = out;
  }

  public static void main(String[] args) throws IOException, SQLException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "usage: CORPORA REPORTS [mysql|postgresql|versions|mariadb]");
    }
    VerdictBench bench = new VerdictBench(Path.of(args[0]), Path.of(args[1]), System.out);
    String asked = args.length < 3 ? "" : args[2];
    if (asked.isEmpty() || asked.equals("mysql")) {
      bench.run(ServerKind.MYSQL, Dialect.MYSQL, "", "mysql-");
    }
    if (asked.isEmpty() || asked.equals("postgresql")) {
      bench.run(ServerKind.POSTGRESQL, Dialect.POSTGRESQL, "", "postgresql-");
    }
    if (asked.isEmpty() || asked.equals("versions") || asked.equals("mariadb")) {
      bench.run(ServerKind.MARIADB, Dialect.MYSQL, "versions", "mariadb-1");
    }
    if (asked.isEmpty() || asked.equals("versions")) {
      bench.run(ServerKind.INSTALLED_POSTGRESQL, Dialect.POSTGRESQL, "versions", "postgresql-");
    }
  }

  /**
   * @param folder where the corpus lies below the folder of the corpora; empty for there itself
   * @param corpus how its name begins
   */
  private void run(ServerKind kindOfServer, Dialect dialect, String folder, String corpus)
      throws IOException, SQLException {
    DatabaseServer server = Servers.get(kindOfServer);
    SchemaLoader loader = new SchemaLoader(server, dialect);
    Map<String, SchemaSnapshot> snapshots = snapshots(loader, dialect);
    List<Entry> entries = Corpus.read(Corpus.find(corpora.resolve(folder), corpus));
    SqlScriptValidator validator = new SqlScriptValidator();
    out.printf(Locale.ROOT, "%n%s %s%n", server.product(), server.version());
    printLongScript(entries, snapshots, validator);
    Map<String, Tally> totals = new TreeMap<>();
    Map<String, Tally> classes = new TreeMap<>();
    List<Disagreement> falseAlarms = new ArrayList<>();
    List<Disagreement> whenRun = new ArrayList<>();
    List<Disagreement> misses = new ArrayList<>();
    for (Entry entry : entries) {
      Validation validation =
          validator.validate(entry.sql(), snapshot(snapshots, entry)).validation();
      boolean accepted = validation.lintStatus() != LintStatus.FAIL;
      boolean agrees = accepted == entry.accepted();
      if (entry.accepted() && !accepted && isOfValues(validation)) {
        whenRun.add(new Disagreement(entry, validation.errors(), validation.notChecked()));
        continue;
      }
      String kind = entry.mutation() == null ? "found" : "mutant";
      String side = entry.accepted() ? "valid accepted" : "invalid rejected";
      totals.computeIfAbsent(kind + ", " + side, _ -> new Tally()).add(agrees);
      totals.computeIfAbsent("all, " + side, _ -> new Tally()).add(agrees);
      if (!entry.accepted()) {
        classes.computeIfAbsent(kind + ", " + entry.errorClass(), _ -> new Tally()).add(agrees);
      }
      if (!agrees) {
        (accepted ? misses : falseAlarms)
            .add(new Disagreement(entry, validation.errors(), validation.notChecked()));
      }
    }
    List<Disagreement> taken = takenWhenRun(loader, dialect, whenRun);
    falseAlarms.addAll(taken);
    totals.forEach((name, tally) -> out.printf("  %-34s %s%n", name, tally.text()));
    out.printf(
        "  prepared, rejected for their values: %d, of which the server refuses to run %d%n",
        whenRun.size(), whenRun.size() - taken.size());
    out.println("  by the server's error");
    classes.forEach((name, tally) -> out.printf("    %-32s %s%n", name, tally.text()));
    printSpeed(entries, snapshots, validator);
    String label = folder.isEmpty() ? dialect.label() : folder + "-" + server.product();
    Disagreement.write(reports.resolve(label + "-false-alarms.txt"), falseAlarms);
    Disagreement.write(reports.resolve(label + "-misses.txt"), misses);
  }

  /**
   * How fast the statements are checked, once the program is as warm as in a running service. It is
   * the thread's own time that counts, whatever else the machine does.
   */
  private void printSpeed(
      List<Entry> entries, Map<String, SchemaSnapshot> snapshots, SqlScriptValidator validator) {
    long[] rounds = new long[MEASURED_ROUNDS];
    long slowest = 0;
    for (int round = -WARM_UP_ROUNDS; round < MEASURED_ROUNDS; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (Entry entry : entries) {
        long start = THREADS.getCurrentThreadCpuTime();
        validator.validate(entry.sql(), snapshot(snapshots, entry));
        if (round >= 0) {
          slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
        }
      }
      if (round >= 0) {
        rounds[round] = THREADS.getCurrentThreadCpuTime() - begin;
      }
    }
    Arrays.sort(rounds);
    out.printf(
        Locale.ROOT,
        "  %.0f statements per second of a core (median of %d rounds), slowest %.1f ms%n",
        entries.size() * 1e9 / rounds[MEASURED_ROUNDS / 2],
        MEASURED_ROUNDS,
        slowest / 1e6);
  }

  /** What one script of many statements takes of a core: the first time, and once it is warm. */
  private void printLongScript(
      List<Entry> entries, Map<String, SchemaSnapshot> snapshots, SqlScriptValidator validator) {
    Map<String, List<Entry>> bySchema =
        entries.stream()
            .filter(e -> e.accepted() && !e.sql().contains(";"))
            .collect(Collectors.groupingBy(Entry::schemaId));
    List<Entry> most = Collections.max(bySchema.values(), Comparator.comparingInt(List::size));
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < LONG_SCRIPT_STATEMENTS; i++) {
      script.append(most.get(i % most.size()).sql()).append("\n;\n");
    }
    SchemaSnapshot snapshot = snapshot(snapshots, most.getFirst());
    long[] rounds = new long[MEASURED_ROUNDS];
    for (int round = 0; round < MEASURED_ROUNDS; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      validator.validate(script.toString(), snapshot);
      rounds[round] = THREADS.getCurrentThreadCpuTime() - begin;
    }
    double first = rounds[0] / 1e6;
    Arrays.sort(rounds);
    out.printf(
        Locale.ROOT,
        "  a script of %,d statements, %,d characters: %.0f ms at first, then %.0f ms%n",
        LONG_SCRIPT_STATEMENTS,
        script.length(),
        first,
        rounds[MEASURED_ROUNDS / 2] / 1e6);
  }

  /** Whether a statement is rejected for what goes into columns, which no PREPARE looks at. */
  private static boolean isOfValues(Validation validation) {
    return validation.errors().stream().allMatch(f -> VALUE_RULES.contains(f.rule()));
  }

  /** Those that the server takes when it runs them. */
  private List<Disagreement> takenWhenRun(
      SchemaLoader loader, Dialect dialect, List<Disagreement> rejected)
      throws IOException, SQLException {
    Map<String, List<String>> bySchema = new TreeMap<>();
    for (Disagreement one : rejected) {
      bySchema
          .computeIfAbsent(one.entry().schemaId(), _ -> new ArrayList<>())
          .add(one.entry().sql());
    }
    Set<String> refused = new HashSet<>();
    for (var schema : bySchema.entrySet()) {
      Path script =
          corpora.resolve("schemas").resolve(dialect.label()).resolve(schema.getKey() + ".sql");
      refused.addAll(loader.refused(script, schema.getValue()));
    }
    return rejected.stream().filter(one -> !refused.contains(one.entry().sql())).toList();
  }

  private Map<String, SchemaSnapshot> snapshots(SchemaLoader loader, Dialect dialect)
      throws IOException {
    Map<String, SchemaSnapshot> snapshots = new HashMap<>();
    try (Stream<Path> files = Files.list(corpora.resolve("schemas").resolve(dialect.label()))) {
      for (Path file : files.toList()) {
        snapshots.put(file.getFileName().toString().replace(".sql", ""), loader.load(file));
      }
    }
    return snapshots;
  }

  private static SchemaSnapshot snapshot(Map<String, SchemaSnapshot> snapshots, Entry entry) {
    SchemaSnapshot snapshot = snapshots.get(entry.schemaId());
    if (snapshot == null) {
      throw new IllegalArgumentException("no schema " + entry.schemaId());
    }
    return snapshot;
  }
}
