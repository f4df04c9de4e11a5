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
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs every statement of a measured corpus through the validator and prints how often it agrees
 * with the real server: valid statements accepted, invalid ones rejected, by kind of error.
 *
 * <p>Arguments: the folder of the corpora, a folder for the lists of disagreements, and optionally
 * one dialect. The folder holds {@code schemas/<dialect>/<schema>.sql} and {@code
 * <dialect>-<version>.jsonl.gz}; what a line holds is in {@link Corpus}.
 */
public final class VerdictBench {
  private static final int SHOWN = 400;

  private final Path corpora;
  private final Path reports;
  private final PrintStream out;

  private VerdictBench(Path corpora, Path reports, PrintStream out) {
    this.corpora = corpora;
    this.reports = reports;
    this.out = out;
  }

  /** How many statements of a kind there are and how many the validator judges as the server. */
  private static final class Tally {
    private int all;
    private int agreed;

    void add(boolean agrees) {
      all++;
      agreed += agrees ? 1 : 0;
    }

    String text() {
      return String.format(
          Locale.ROOT, "%6d of %6d  %6.2f %%", agreed, all, all == 0 ? 0 : 100.0 * agreed / all);
    }
  }

  private record Disagreement(Entry entry, List<Finding> errors, List<String> notChecked) {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("usage: CORPORA REPORTS [mysql|postgresql]");
    }
    VerdictBench bench = new VerdictBench(Path.of(args[0]), Path.of(args[1]), System.out);
    for (Dialect dialect : Dialect.values()) {
      if (args.length < 3 || args[2].equals(dialect.label())) {
        bench.run(dialect);
      }
    }
  }

  private void run(Dialect dialect) throws IOException {
    DatabaseServer server =
        Servers.get(dialect == Dialect.MYSQL ? ServerKind.MYSQL : ServerKind.POSTGRESQL);
    Map<String, SchemaSnapshot> snapshots = snapshots(server, dialect);
    List<Entry> entries = Corpus.read(corpus(dialect));
    SqlScriptValidator validator = new SqlScriptValidator();
    // Once unmeasured, so that the figure is that of a server that runs.
    for (Entry entry : entries) {
      validator.validate(entry.sql(), snapshot(snapshots, entry));
    }
    Map<String, Tally> totals = new TreeMap<>();
    Map<String, Tally> classes = new TreeMap<>();
    List<Disagreement> falseAlarms = new ArrayList<>();
    List<Disagreement> misses = new ArrayList<>();
    long slowest = 0;
    long begin = System.nanoTime();
    for (Entry entry : entries) {
      long start = System.nanoTime();
      Validation validation =
          validator.validate(entry.sql(), snapshot(snapshots, entry)).validation();
      slowest = Math.max(slowest, System.nanoTime() - start);
      boolean accepted = validation.lintStatus() != LintStatus.FAIL;
      boolean agrees = accepted == entry.accepted();
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
    long nanos = System.nanoTime() - begin;
    out.printf(Locale.ROOT, "%n%s %s%n", server.product(), server.version());
    totals.forEach((name, tally) -> out.printf("  %-34s %s%n", name, tally.text()));
    out.println("  by the server's error");
    classes.forEach((name, tally) -> out.printf("    %-32s %s%n", name, tally.text()));
    out.printf(
        Locale.ROOT,
        "  %.0f statements per second on one thread, slowest %.1f ms%n",
        entries.size() * 1e9 / nanos,
        slowest / 1e6);
    Files.createDirectories(reports);
    write(reports.resolve(dialect.label() + "-false-alarms.txt"), falseAlarms);
    write(reports.resolve(dialect.label() + "-misses.txt"), misses);
  }

  private Path corpus(Dialect dialect) throws IOException {
    try (Stream<Path> files = Files.list(corpora)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(dialect.label() + "-"))
          .filter(f -> f.getFileName().toString().endsWith(".jsonl.gz"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("no corpus of " + dialect.label() + " there"));
    }
  }

  private Map<String, SchemaSnapshot> snapshots(DatabaseServer server, Dialect dialect)
      throws IOException {
    SchemaLoader loader = new SchemaLoader(server, dialect);
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

  /** The disagreements, most frequent kind first. */
  private static void write(Path file, List<Disagreement> disagreements) throws IOException {
    Map<String, List<Disagreement>> kinds = new HashMap<>();
    for (Disagreement disagreement : disagreements) {
      String rule = disagreement.errors().isEmpty() ? "" : disagreement.errors().getFirst().rule();
      String kind =
          String.join(
              " / ",
              String.valueOf(disagreement.entry().errorClass()),
              String.valueOf(disagreement.entry().mutation()),
              rule);
      kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(disagreement);
    }
    List<Map.Entry<String, List<Disagreement>>> order = new ArrayList<>(kinds.entrySet());
    order.sort(
        Comparator.comparing((Map.Entry<String, List<Disagreement>> e) -> -e.getValue().size())
            .thenComparing(Map.Entry::getKey));
    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      for (var kind : order) {
        writer.printf("== %d × %s%n", kind.getValue().size(), kind.getKey());
      }
      for (var kind : order) {
        writer.printf("%n== %s%n", kind.getKey());
        kind.getValue().stream().limit(SHOWN).forEach(d -> write(writer, d));
      }
    }
  }

  private static void write(PrintWriter writer, Disagreement disagreement) {
    writer.printf(
        "[%s] %s%n",
        disagreement.entry().schemaId(), disagreement.entry().sql().replaceAll("\\s+", " "));
    disagreement.errors().stream()
        .limit(3)
        .forEach(f -> writer.printf("    %s: %s%n", f.rule(), f.message()));
    disagreement.notChecked().forEach(n -> writer.printf("    not checked: %s%n", n));
  }
}
