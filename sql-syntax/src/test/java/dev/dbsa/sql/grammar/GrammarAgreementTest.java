package dev.dbsa.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.GrammarOracle;
import dev.dbsa.testkit.GrammarOracle.Answer;
import dev.dbsa.testkit.SqlTokens;
import dev.dbsa.testkit.TokenMutator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammars and the parsers of real servers judge statements of every kind alike, right ones and
 * wrong ones, and variants of each with one mistake of form. The servers' verdicts are taken here;
 * nothing is executed.
 */
class GrammarAgreementTest {
  private static final int MUTANTS = 3;

  private static final Pattern DOLLAR_BODY =
      Pattern.compile("(\\$(\\w*)\\$)(.*)\\$\\2\\$", Pattern.DOTALL);

  /** Of tables whose rows are files elsewhere the head is read alone, and that is told. */
  private static final Pattern HEAD_ALONE =
      Pattern.compile("^\\s*create\\s+external\\s+table", Pattern.CASE_INSENSITIVE);

  private final List<String> falseAlarms = new ArrayList<>();
  private final List<String> misses = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private int grammatical;
  private int ungrammatical;

  @EachServer
  void readsStatementsOfEveryKindAsTheServer(DatabaseServer server)
      throws SQLException, IOException {
    List<String> statements = statements(server.dialect());
    TreeSet<String> pool = new TreeSet<>();
    for (String sql : statements) {
      SqlTokens.of(sql).stream()
          .filter(t -> !t.isBlank() && t.length() < 20 && !t.equals(";") && !t.contains("$"))
          .forEach(pool::add);
    }
    TokenMutator mutator = new TokenMutator(new Random(11), List.copyOf(pool));
    String database = server.createDatabase("agreement");
    try (GrammarOracle oracle = GrammarOracle.of(server, database)) {
      Server read = read(server);
      for (String sql : statements) {
        judge(oracle, read, sql);
        for (int n = 0; n < MUTANTS; n++) {
          TokenMutator.Mutant mutant = mutator.mutate(sql).orElse(null);
          if (mutant != null && (sql.contains(";") || !mutant.sql().contains(";"))) {
            judge(oracle, read, mutant.sql());
          }
        }
      }
    } finally {
      server.dropDatabase(database);
    }

    assertThat(grammatical).isGreaterThan(400);
    assertThat(ungrammatical).isGreaterThan(400);
    assertThat(falseAlarms).as("refused, but in the grammar of " + server.product()).isEmpty();
    assertThat(unread).as("in the grammar, but not read").isEmpty();
    assertThat(misses.size())
        .as("of %d that %s refuses, read: %s", ungrammatical, server.product(), misses)
        .isLessThanOrEqualTo(ungrammatical / 200);
  }

  private static Server read(DatabaseServer server) {
    String[] parts = server.version().split("[^0-9]+");
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (server.dialect().equals("postgresql")) {
      return Server.postgres(major * 10_000 + minor, true);
    }
    Product product = server.product().equals("MariaDB") ? Product.MARIADB : Product.MYSQL;
    return Server.mySql(
        product, major * 10_000 + minor * 100 + Integer.parseInt(parts[2]), List.of());
  }

  private void judge(GrammarOracle oracle, Server server, String sql) throws SQLException {
    Answer answer = ask(oracle, server, sql);
    if (answer == Answer.UNKNOWN) {
      return;
    }
    boolean delimited = !server.isPostgres() && sql.contains(";");
    var script = ScriptSplitter.split(delimited ? "DELIMITER ~~\n" + sql + "\n~~\n" : sql, server);
    if (script.statements().isEmpty()) {
      return;
    }
    ScriptStatement first = script.statements().getFirst();
    StatementParser.Result result = StatementParser.read(first, script.server(first));
    boolean refused =
        result instanceof StatementParser.Result.Refused || script.statements().size() > 1;
    if (answer == Answer.GRAMMATICAL) {
      grammatical++;
      if (refused) {
        falseAlarms.add(sql + "\n  -> " + result);
      } else if (isUnread(result) && !HEAD_ALONE.matcher(sql).find()) {
        unread.add(sql);
      }
    } else {
      ungrammatical++;
      if (!refused && !isUnread(result)) {
        misses.add(sql + "\n");
      }
    }
  }

  private static boolean isUnread(StatementParser.Result result) {
    return !(result instanceof StatementParser.Result.Tree(Statement statement))
        || statement instanceof Statement.Unread;
  }

  /** PostgreSQL judges the body of a routine when it makes the routine, in a transaction. */
  private static Answer ask(GrammarOracle oracle, Server server, String sql) throws SQLException {
    Matcher body = DOLLAR_BODY.matcher(sql);
    if (!server.isPostgres() || !body.find()) {
      return oracle.ask(sql);
    }
    if (!SqlTokens.kind(sql).equals("DO")) {
      return oracle.askWithBody(sql);
    }
    Answer outside = oracle.ask(sql);
    return outside == Answer.UNGRAMMATICAL
        ? outside
        : oracle.askWithBody(
            "CREATE FUNCTION pg_temp.block() RETURNS void LANGUAGE plpgsql AS " + body.group());
  }

  /** One a line; indented lines go on; those that begin with # are remarks. */
  private static List<String> statements(String dialect) throws IOException {
    List<String> statements = new ArrayList<>();
    try (InputStream in = GrammarAgreementTest.class.getResourceAsStream(dialect + ".sql")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (line.startsWith("  ")) {
          statements.set(statements.size() - 1, statements.getLast() + "\n" + line);
        } else {
          statements.add(line);
        }
      }
    }
    return statements;
  }
}
