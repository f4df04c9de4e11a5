package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import dev.dbsa.port.out.ScriptGenerator.GenerationFailedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeteredScriptGeneratorTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void tellsFirstRoundsFromRepairs() throws InterruptedException {
    ScriptGenerator metered = new MeteredScriptGenerator(_ -> script(), meters);

    metered.draft(request(List.of()));
    metered.draft(request(List.of(new RepairRound("SELEC 1", List.of()))));
    metered.draft(request(List.of(new RepairRound("SELEC 1", List.of()))));

    assertThat(count("first", "script", "4")).isEqualTo(1);
    assertThat(count("repair", "script", "4")).isEqualTo(2);
  }

  @Test
  void countsFailuresByTheirCode() {
    ScriptGenerator metered =
        new MeteredScriptGenerator(
            _ -> {
              throw new GenerationFailedException(new Failure("model_timeout", "too slow"));
            },
            meters);

    assertThatExceptionOfType(GenerationFailedException.class)
        .isThrownBy(() -> metered.draft(request(List.of())));
    assertThat(count("first", "model_timeout", "none")).isEqualTo(1);
  }

  /** Lets a first round of drafting be counted. */
  static void draft(MeterRegistry meters) throws InterruptedException {
    new MeteredScriptGenerator(_ -> script(), meters).draft(request(List.of()));
  }

  private double count(String round, String outcome, String version) {
    return meters
        .get("dbsa.draft.rounds")
        .tags("round", round, "outcome", outcome, "prompt_version", version)
        .counter()
        .count();
  }

  private static DraftRequest request(List<RepairRound> repairs) {
    return new DraftRequest(
        Request.of(new RequestText("latest orders")),
        ScriptMode.QUERY,
        emptySnapshot(),
        Knowledge.NONE,
        repairs,
        Instant.MAX);
  }

  private static SchemaSnapshot emptySnapshot() {
    DatabaseSchema schema =
        DatabaseSchema.empty(
            new ServerInfo(Dialect.POSTGRESQL, "PostgreSQL", "18.6", "public", new TreeMap<>()));
    return new SchemaSnapshot(
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH),
        schema);
  }

  private static Proposal script() {
    return new Proposal(
        "SELECT 1;",
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of(),
        0.5,
        List.of(),
        new Usage("llm", "gpt", 1L, 1L, 1, 1, "4"));
  }
}
