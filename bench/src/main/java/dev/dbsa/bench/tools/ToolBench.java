package dev.dbsa.bench.tools;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code dbsa check}, Squawk and SQLFluff side by side on migrations of public projects for
 * PostgreSQL: statements that the real server took or refused, each in a file of its own, and whole
 * migrations in one run.
 *
 * <p>A statement counts as failed if the tool tells an error about it: an exit code of 1 of dbsa, a
 * finding of level {@code Error} of Squawk, a section that SQLFluff cannot parse. What the other
 * two warn of in statements that the server takes is no false alarm, as it is none of ours.
 *
 * <p>Arguments: the folder of the corpora, a folder for files, the three programs in this order,
 * and how many statements of each kind are tried.
 */
public final class ToolBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RUNS = 5;
  private static final int WHOLE_FILES = 100;

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Row(
      @JsonProperty("project") String project,
      @JsonProperty("file") String file,
      @JsonProperty("direction") String direction,
      @JsonProperty("sql") String sql,
      @JsonProperty("accepted") boolean accepted,
      @JsonProperty("mutants") @Nullable List<Mutant> mutants) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Mutant(@JsonProperty("sql") String sql, @JsonProperty("accepted") boolean accepted) {}

  /** A statement in a file of its own, with what ran before it in another. */
  private record Case(Path file, Path history, boolean accepted) {}

  private interface Tool {
    /** The files that the tool tells an error about. */
    Set<Path> failed(List<Case> cases) throws Exception;
  }

  private record Finished(int exitCode, String out) {}

  private final Path work;
  private final String dbsa;
  private final String squawk;
  private final String sqlfluff;

  private ToolBench(Path work, String dbsa, String squawk, String sqlfluff) {
    this.work = work;
    this.dbsa = dbsa;
    this.squawk = squawk;
    this.sqlfluff = sqlfluff;
  }

  public static void main(String... args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
    ToolBench bench = new ToolBench(work, args[2], args[3], args[4]);
    List<Row> rows = read(Path.of(args[0], "migrations-postgresql.jsonl.gz"));
    bench.judge(bench.cases(rows, Integer.parseInt(args[5])));
    bench.time(bench.wholeFiles(rows));
  }

  private static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(JSON.readValue(line, Row.class));
      }
    }
    return rows;
  }

  /** Statements spread evenly over all that there are. */
  private List<Case> cases(List<Row> rows, int most) throws IOException {
    long refused =
        rows.stream().flatMap(r -> mutants(r).stream()).filter(m -> !m.accepted()).count();
    long accepted = rows.stream().filter(Row::accepted).count();
    Map<String, StringBuilder> histories = new HashMap<>();
    List<Case> cases = new ArrayList<>();
    long seenRefused = 0;
    long seenAccepted = 0;
    for (Row row : rows) {
      StringBuilder history = histories.computeIfAbsent(row.project(), _ -> new StringBuilder());
      @Nullable Path before = null;
      for (Mutant mutant : mutants(row)) {
        if (!mutant.accepted() && seenRefused++ % Math.max(1, refused / most) == 0) {
          before = before == null ? write("history-" + cases.size(), history.toString()) : before;
          cases.add(
              new Case(write("refused-" + cases.size(), statement(mutant.sql())), before, false));
        }
      }
      if (row.accepted()) {
        if (seenAccepted++ % Math.max(1, accepted / most) == 0) {
          before = before == null ? write("history-" + cases.size(), history.toString()) : before;
          cases.add(
              new Case(write("accepted-" + cases.size(), statement(row.sql())), before, true));
        }
        history.append(statement(row.sql()));
      }
    }
    return cases;
  }

  private static List<Mutant> mutants(Row row) {
    @Nullable List<Mutant> mutants = row.mutants();
    return mutants == null ? List.of() : mutants;
  }

  /** On a line of its own, the end is in no comment that ends the statement. */
  private static String statement(String sql) {
    return sql + "\n;\n";
  }

  private Path write(String name, String sql) throws IOException {
    return Files.writeString(work.resolve(name + ".sql"), sql);
  }

  private List<Path> wholeFiles(List<Row> rows) throws IOException {
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.accepted() && row.project().equals("kratos") && row.direction().equals("up")) {
        files.computeIfAbsent(row.file(), _ -> new StringBuilder()).append(statement(row.sql()));
      }
    }
    List<Path> written = new ArrayList<>();
    for (StringBuilder sql : files.values()) {
      if (written.size() < WHOLE_FILES) {
        written.add(write("whole-%03d".formatted(written.size()), sql.toString()));
      }
    }
    return written;
  }

  private void judge(List<Case> cases) throws Exception {
    Map<String, Tool> tools = new LinkedHashMap<>();
    tools.put("dbsa check", this::failedByDbsa);
    tools.put("squawk", this::failedBySquawk);
    tools.put("sqlfluff", this::failedBySqlfluff);
    System.out.printf("%-12s %24s %24s%n", "", "refused, failed", "accepted, failed");
    for (Map.Entry<String, Tool> tool : tools.entrySet()) {
      Set<Path> failed = tool.getValue().failed(cases);
      System.out.printf(
          "%-12s %24s %24s%n",
          tool.getKey(), share(cases, false, failed), share(cases, true, failed));
    }
  }

  private static String share(List<Case> cases, boolean accepted, Set<Path> failed) {
    List<Case> kind = cases.stream().filter(c -> c.accepted() == accepted).toList();
    long of = kind.stream().filter(c -> failed.contains(c.file())).count();
    return "%d of %d (%.1f %%)".formatted(of, kind.size(), 100.0 * of / kind.size());
  }

  private Set<Path> failedByDbsa(List<Case> cases) throws Exception {
    Set<Path> failed = new HashSet<>();
    for (Case each : cases) {
      Finished check =
          run(
              List.of(
                  dbsa,
                  "check",
                  "--dialect",
                  "postgresql",
                  "--schema",
                  each.history().toString(),
                  each.file().toString()));
      if (check.exitCode() > 1) {
        throw new IOException(each + ": exit code " + check.exitCode());
      }
      if (check.exitCode() == 1) {
        failed.add(each.file());
      }
    }
    return failed;
  }

  private Set<Path> failedBySquawk(List<Case> cases) throws Exception {
    List<String> command = new ArrayList<>(List.of(squawk, "--reporter", "json"));
    cases.forEach(c -> command.add(c.file().toString()));
    Set<Path> failed = new HashSet<>();
    for (JsonNode finding : JSON.readTree(run(command).out())) {
      if (finding.path("level").asText().equals("Error")) {
        failed.add(Path.of(finding.path("file").asText()));
      }
    }
    return failed;
  }

  private Set<Path> failedBySqlfluff(List<Case> cases) throws Exception {
    List<String> command = sqlfluff();
    cases.forEach(c -> command.add(c.file().toString()));
    Set<Path> failed = new HashSet<>();
    for (JsonNode file : JSON.readTree(run(command).out())) {
      for (JsonNode violation : file.path("violations")) {
        if (violation.path("code").asText().equals("PRS")) {
          failed.add(Path.of(file.path("filepath").asText()));
        }
      }
    }
    return failed;
  }

  private List<String> sqlfluff() {
    return new ArrayList<>(
        List.of(
            sqlfluff,
            "lint",
            "--dialect",
            "postgres",
            "--format",
            "json",
            "--nofail",
            "--processes",
            "2"));
  }

  private void time(List<Path> files) throws Exception {
    List<String> names = files.stream().map(Path::toString).toList();
    Map<String, List<String>> tools = new LinkedHashMap<>();
    tools.put("dbsa check", List.of(dbsa, "check", "--dialect", "postgresql", "--new-database"));
    tools.put("squawk", List.of(squawk));
    tools.put("sqlfluff", sqlfluff());
    System.out.printf("%-12s %14s %14s%n", "median of " + RUNS, "1 file", names.size() + " files");
    for (Map.Entry<String, List<String>> tool : tools.entrySet()) {
      System.out.printf(
          "%-12s %11.0f ms %11.0f ms%n",
          tool.getKey(),
          median(tool.getValue(), names.subList(0, 1)),
          median(tool.getValue(), names));
    }
  }

  private double median(List<String> tool, List<String> files) throws Exception {
    List<String> command = new ArrayList<>(tool);
    command.addAll(files);
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      run(command);
      nanos.add(System.nanoTime() - begin);
    }
    return nanos.stream().sorted().toList().get(RUNS / 2) / 1e6;
  }

  private Finished run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), out);
  }
}
