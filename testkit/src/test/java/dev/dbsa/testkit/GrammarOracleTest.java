package dev.dbsa.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testkit.GrammarOracle.Answer;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrammarOracleTest {
  private static final String TABLE = "CREATE TABLE orders (id int PRIMARY KEY, note text)";

  @EachServer
  void tellsStatementsFromWhatIsNone(DatabaseServer server) throws SQLException {
    String database = server.createDatabase("oracle");
    try (GrammarOracle oracle = GrammarOracle.of(server, database)) {
      assertThat(oracle.ask(TABLE)).isEqualTo(Answer.GRAMMATICAL);
      assertThat(oracle.ask("DROP TABLE nowhere")).isEqualTo(Answer.GRAMMATICAL);
      assertThat(oracle.ask("DROP TABEL orders")).isEqualTo(Answer.UNGRAMMATICAL);
      assertThat(oracle.ask("SELECT FROM WHERE")).isEqualTo(Answer.UNGRAMMATICAL);
      // Nothing was made, so that the same name is free.
      server.execute(database, TABLE);
    } finally {
      server.dropDatabase(database);
    }
  }

  @RequiresServer(ServerKind.POSTGRESQL)
  @Test
  void judgesABodyWithoutKeepingIt(DatabaseServer server) throws SQLException {
    String routine = "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN %s 1; END $$";
    String database = server.createDatabase("oracle");
    try (GrammarOracle oracle = GrammarOracle.of(server, database)) {
      assertThat(oracle.askWithBody(routine.formatted("RETURN"))).isEqualTo(Answer.GRAMMATICAL);
      assertThat(oracle.askWithBody(routine.formatted("RETRUN"))).isEqualTo(Answer.UNGRAMMATICAL);
      server.execute(database, routine.formatted("RETURN"));
    } finally {
      server.dropDatabase(database);
    }
  }

  @Test
  void makesTheSameMutantsFromTheSameSeed() {
    assertThat(mutants(1)).isEqualTo(mutants(1)).isNotEqualTo(mutants(2)).doesNotContain(TABLE);
  }

  @Test
  void namesTheKindOfAStatement() {
    assertThat(SqlTokens.kind("-- first\ncreate or replace view v as select 1"))
        .isEqualTo("CREATE VIEW");
    assertThat(SqlTokens.kind("(SELECT 1)")).isEqualTo("SELECT");
    assertThat(String.join("", SqlTokens.of(TABLE))).isEqualTo(TABLE);
  }

  private static List<String> mutants(long seed) {
    TokenMutator mutator = new TokenMutator(new Random(seed), List.of("(", "CASCADE", "7"));
    return IntStream.range(0, 50)
        .mapToObj(_ -> mutator.mutate(TABLE))
        .flatMap(m -> m.stream())
        .map(TokenMutator.Mutant::sql)
        .filter(sql -> !sql.equals(TABLE))
        .toList();
  }
}
