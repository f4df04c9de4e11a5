package dev.dbsa.bench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.GrammarOracle;
import dev.dbsa.testkit.GrammarOracle.Answer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import dev.dbsa.testkit.SqlTokens;
import dev.dbsa.testkit.TokenMutator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the grammars against the servers' own: statements of every kind of the corpora in equal
 * shares, as found and with one token dropped, doubled, swapped, misspelt or put in. The servers
 * judge each by their parsers; nothing is executed.
 *
 * <p>What is in the grammar must have no syntax error; what is not must have an error; a plain pass
 * is counted as silent. Statements that make routines are counted apart, with mistakes in their
 * bodies.
 *
 * <p>Arguments: the folder of the corpora, a folder for the lists of disagreements, optionally one
 * of {@code postgresql}, {@code mysql}, {@code mariadb}, and optionally how many seeds (3).
 */
public final class GrammarBench {
  private static final int STATEMENTS_PER_SEED = 3_000;
  private static final int LONGEST = 1_500;

  /** Of a hundred statements, how many are left as they were found. */
  private static final int AS_FOUND = 15;

  private static final Pattern DOLLAR_BODY =
      Pattern.compile("(\\$(\\w*)\\$)(.*)\\$\\2\\$", Pattern.DOTALL);

  private static final Set<String> ROUTINES =
      Set.of(
          "CREATE FUNCTION",
          "CREATE PROCEDURE",
          "CREATE TRIGGER",
          "CREATE EVENT",
          "CREATE DEFINER",
          "CREATE AGGREGATE",
          "DO");

  private final ServerKind kind;
  private final DatabaseServer server;
  private final SqlScriptValidator validator = new SqlScriptValidator();

  /** A schema without objects, where only it tells the checker which server is meant. */
  private final @Nullable SchemaSnapshot empty;

  private final Map<String, Counts> heads = new TreeMap<>();
  private final Counts statements = new Counts();
  private final Counts routines = new Counts();
  private final Report falseAlarms = new Report();
  private final Report misses = new Report();

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(
      @JsonProperty("sql") String sql,
      @JsonProperty("verdict") @Nullable String verdict,
      @JsonProperty("accepted") boolean accepted) {
    boolean isAccepted() {
      return accepted || "accepted".equals(verdict);
    }
  }

  private static final class Counts {
    final Tally grammatical = new Tally();
    final Tally ungrammatical = new Tally();
    int silent;

    void add(Answer truth, boolean agrees, boolean isSilent) {
      (truth == Answer.GRAMMATICAL ? grammatical : ungrammatical).add(agrees);
      silent += isSilent ? 1 : 0;
    }
  }

  private GrammarBench(ServerKind kind, DatabaseServer server, String database) {
    this.kind = kind;
    this.server = server;
    this.empty =
        kind == ServerKind.MARIADB ? new SchemaLoader(server, dialect()).read(database) : null;
  }

  public static void main(String[] args) throws IOException, SQLException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "usage: CORPORA REPORTS [postgresql|mysql|mariadb [SEEDS]]");
    }
    int seeds = args.length < 4 ? 3 : Integer.parseInt(args[3]);
    for (ServerKind kind : List.of(ServerKind.POSTGRESQL, ServerKind.MYSQL, ServerKind.MARIADB)) {
      if (args.length < 3 || args[2].equals(name(kind))) {
        DatabaseServer server = Servers.get(kind);
        String database = server.createDatabase("grammar");
        try (GrammarOracle oracle = GrammarOracle.of(server, database)) {
          GrammarBench bench = new GrammarBench(kind, server, database);
          bench.run(oracle, Path.of(args[0]), seeds);
          bench.print(System.out);
          bench.falseAlarms.write(Path.of(args[1], "grammar-" + name(kind) + "-false-alarms.txt"));
          bench.misses.write(Path.of(args[1], "grammar-" + name(kind) + "-misses.txt"));
        } finally {
          server.dropDatabase(database);
        }
      }
    }
  }

  private static String name(ServerKind kind) {
    return kind == ServerKind.MARIADB ? "mariadb" : kind.dialect();
  }

  private Dialect dialect() {
    return Dialect.find(kind.dialect()).orElseThrow();
  }

  private void run(GrammarOracle oracle, Path corpora, int seeds) throws IOException, SQLException {
    Map<String, List<String>> byHead = statements(corpora);
    List<String> names =
        byHead.keySet().stream().filter(h -> byHead.getOrDefault(h, List.of()).size() > 1).toList();
    Set<String> pool = new TreeSet<>();
    for (String head : names) {
      byHead.getOrDefault(head, List.of()).stream()
          .limit(40)
          .flatMap(s -> SqlTokens.of(s).stream())
          .filter(t -> !t.isBlank() && t.length() < 20 && !t.equals(";"))
          .forEach(pool::add);
    }
    for (int seed = 1; seed <= seeds; seed++) {
      Random random = new Random(seed);
      TokenMutator mutator = new TokenMutator(random, List.copyOf(pool));
      for (int i = 0; i < STATEMENTS_PER_SEED; i++) {
        String head = names.get(i % names.size());
        List<String> choice = byHead.getOrDefault(head, List.of());
        String found = choice.get(random.nextInt(choice.size()));
        if (random.nextInt(100) < AS_FOUND) {
          judge(oracle, head, "AS_FOUND", found);
        } else {
          mutate(oracle, mutator, random, head, found);
        }
      }
    }
  }

  private void mutate(
      GrammarOracle oracle, TokenMutator mutator, Random random, String head, String found)
      throws SQLException {
    Matcher body = DOLLAR_BODY.matcher(found);
    if (ROUTINES.contains(head) && body.find() && random.nextBoolean()) {
      TokenMutator.@Nullable Mutant inside = mutator.mutate(body.group(3)).orElse(null);
      if (inside != null && !inside.sql().contains("$")) {
        judge(
            oracle,
            head,
            "BODY " + inside.kind(),
            found.substring(0, body.start(3)) + inside.sql() + found.substring(body.end(3)));
      }
      return;
    }
    TokenMutator.@Nullable Mutant mutant = mutator.mutate(found).orElse(null);
    if (mutant != null && (mayHoldSemicolon(head) || !mutant.sql().contains(";"))) {
      judge(oracle, head, mutant.kind().name(), mutant.sql());
    }
  }

  private boolean mayHoldSemicolon(String head) {
    return ROUTINES.contains(head);
  }

  private void judge(GrammarOracle oracle, String head, String mutation, String sql)
      throws SQLException {
    if (SqlTokens.isBlank(sql)) {
      // Nothing but comments is left, which is no statement to judge.
      return;
    }
    boolean routine = ROUTINES.contains(head);
    Answer truth = ask(oracle, routine, sql);
    if (truth == Answer.UNKNOWN) {
      return;
    }
    Verdict verdict = check(sql);
    // With an empty schema, names that are not there would be errors too.
    boolean refused = empty == null ? verdict.failed() : verdict.hasSyntaxError();
    boolean agrees = truth == Answer.GRAMMATICAL ? !verdict.hasSyntaxError() : refused;
    // Without a snapshot something is always left unchecked; a warning is what tells that it was
    // not read.
    boolean silent = truth == Answer.UNGRAMMATICAL && verdict.passed();
    (routine ? routines : statements).add(truth, agrees, silent);
    heads.computeIfAbsent(head, _ -> new Counts()).add(truth, agrees, silent);
    if (!agrees) {
      String text = "[" + mutation + "] " + sql + "\n" + verdict.text();
      if (truth == Answer.GRAMMATICAL) {
        falseAlarms.add(head + " / " + verdict.rule(), text);
      } else {
        misses.add(head + (silent ? " / silent" : " / told"), text);
      }
    }
  }

  private Answer ask(GrammarOracle oracle, boolean routine, String sql) throws SQLException {
    if (!routine) {
      return oracle.ask(sql);
    }
    if (kind == ServerKind.POSTGRESQL && SqlTokens.kind(sql).equals("DO")) {
      Matcher body = DOLLAR_BODY.matcher(sql);
      Answer outside = oracle.ask(sql);
      if (outside == Answer.UNGRAMMATICAL || !body.find()) {
        return outside;
      }
      return oracle.askWithBody(
          "CREATE FUNCTION pg_temp.block() RETURNS void LANGUAGE plpgsql AS " + body.group());
    }
    return oracle.askWithBody(sql);
  }

  private Verdict check(String sql) {
    // As the MySQL client sends a statement with semicolons in it.
    boolean delimited = kind != ServerKind.POSTGRESQL && sql.contains(";");
    String script = delimited ? "DELIMITER ~~\n" + sql + "\n~~\n" : sql;
    return new Verdict(
        empty == null
            ? validator.validate(script, dialect()).validation()
            : validator.validate(script, empty).validation());
  }

  /** What the corpora hold and a server took, by kind; nearly equal ones once. */
  private Map<String, List<String>> statements(Path corpora) throws IOException {
    Map<String, List<String>> byHead = new TreeMap<>();
    Set<String> keys = new HashSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(corpora)) {
      files =
          all.filter(
                  f ->
                      f.getFileName()
                          .toString()
                          .matches("(?:sequence-|migrations-|)" + kind.dialect() + ".*\\.gz"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      for (Found found : JsonLines.read(file, Found.class)) {
        String sql = found.sql().strip().replaceFirst(";+$", "");
        String head = SqlTokens.kind(sql);
        String key = sql.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ");
        if (found.isAccepted()
            && sql.length() > 10
            && sql.length() < LONGEST
            && (mayHoldSemicolon(head) || !sql.contains(";"))
            && keys.add(key.substring(0, Math.min(80, key.length())))) {
          byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(sql);
        }
      }
    }
    return byHead;
  }

  private void print(PrintStream out) {
    out.printf(Locale.ROOT, "%n%s %s, token mutants%n", server.product(), server.version());
    heads.forEach((head, counts) -> print(out, head, counts));
    print(out, "all statements", statements);
    print(out, "all routines", routines);
  }

  private static void print(PrintStream out, String name, Counts counts) {
    out.printf(
        Locale.ROOT,
        "  %-28s grammatical accepted %s   ungrammatical refused %s   silent %d%n",
        name,
        counts.grammatical.text(),
        counts.ungrammatical.text(),
        counts.silent);
  }
}
