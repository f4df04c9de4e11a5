package dev.dbsa.bench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks scripts from the field, each of which is known to be valid, an error, or valid with
 * something that a finding or risk has to name. The schemas are loaded into real servers and read
 * as the service reads them.
 *
 * <p>Arguments: the folder of the cases, with {@code scripts.jsonl} and {@code schemas}, and a
 * folder for the list of the cases that do not hold.
 */
public final class CaseBench {
  private static final Pattern WARN = Pattern.compile("and warn: (.*)", Pattern.DOTALL);

  /** Where a case asks for an answer and no particular one, how long that may take. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Path cases;
  private final Map<String, SchemaSnapshot> snapshots = new HashMap<>();
  private final SqlScriptValidator validator = new SqlScriptValidator();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Report report = new Report();

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Case(
      @JsonProperty("id") String id,
      @JsonProperty("dialect") String dialect,
      @JsonProperty("schema") String schema,
      @JsonProperty("script") String script,
      @JsonProperty("right") String right,
      @JsonProperty("proof") String proof) {
    String kind() {
      return right.replaceFirst(":.*", "");
    }
  }

  private CaseBench(Path cases) {
    this.cases = cases;
  }

  public static void main(String[] args) throws IOException, SQLException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: CASES REPORTS");
    }
    CaseBench bench = new CaseBench(Path.of(args[0]));
    for (Case one : JsonLines.read(bench.cases.resolve("scripts.jsonl"), Case.class)) {
      bench.judge(one);
    }
    System.out.println("cases that hold");
    bench.tallies.forEach((name, tally) -> System.out.printf("  %-40s %s%n", name, tally.text()));
    bench.report.write(Path.of(args[1]).resolve("cases.txt"));
  }

  private void judge(Case one) throws IOException, SQLException {
    SchemaSnapshot snapshot = snapshot(one);
    long begin = System.nanoTime();
    ScriptAnalysis analysis = validator.validate(one.script(), snapshot);
    boolean inTime = System.nanoTime() - begin < LONGEST.toNanos();
    Verdict verdict = new Verdict(analysis.validation());
    boolean verdictHolds =
        one.right().startsWith("an answer")
            ? inTime
            : verdict.failed() == one.right().startsWith("error")
                // Refused for the rows that are there, of which a schema tells nothing.
                || one.right().startsWith("error, and warn");
    boolean told = tells(analysis, one.right());
    tallies
        .computeIfAbsent(one.dialect() + ", " + one.kind(), _ -> new Tally())
        .add(verdictHolds && told);
    tallies.computeIfAbsent("all", _ -> new Tally()).add(verdictHolds && told);
    if (!verdictHolds || !told) {
      StringBuilder text = new StringBuilder();
      text.append(
          "%s on %s: %s\n%s\n    server: %s\n%s"
              .formatted(
                  one.id(), one.schema(), one.right(), one.script(), one.proof(), verdict.text()));
      analysis.risks().forEach(r -> text.append("\n    risk " + r.code() + ": " + r.message()));
      report.add(
          one.kind() + (verdictHolds ? " / untold" : verdict.isSilent() ? " / silent" : ""),
          text.toString());
    }
  }

  /** Whether a finding or risk has one of the words that are asked for, if any are. */
  private static boolean tells(ScriptAnalysis analysis, String right) {
    Matcher wanted = WARN.matcher(right);
    if (!wanted.find()) {
      return true;
    }
    StringBuilder said = new StringBuilder();
    analysis
        .validation()
        .findings()
        .forEach(f -> said.append(f.rule() + " " + f.message() + " " + f.hint() + "\n"));
    analysis
        .risks()
        .forEach(r -> said.append(r.code() + " " + r.message() + " " + r.hint() + "\n"));
    return Pattern.compile(wanted.group(1), Pattern.CASE_INSENSITIVE).matcher(said).find();
  }

  private SchemaSnapshot snapshot(Case one) throws IOException, SQLException {
    String key = one.dialect() + " " + one.schema();
    SchemaSnapshot known = snapshots.get(key);
    if (known != null) {
      return known;
    }
    ServerKind kind = ServerKind.valueOf(one.dialect().toUpperCase(Locale.ROOT));
    DatabaseServer server = Servers.get(kind);
    Dialect dialect = Dialect.find(kind.dialect()).orElseThrow();
    String database = server.createDatabase("cases");
    String text = Files.readString(cases.resolve("schemas").resolve(one.schema()));
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      // Some schemas leave broken objects behind on purpose.
      statement.setEscapeProcessing(false);
      statement.execute(text);
      while (statement.getMoreResults() || statement.getUpdateCount() != -1) {}
    }
    SchemaSnapshot snapshot = new SchemaLoader(server, dialect).read(database);
    server.dropDatabase(database);
    snapshots.put(key, snapshot);
    return snapshot;
  }
}
