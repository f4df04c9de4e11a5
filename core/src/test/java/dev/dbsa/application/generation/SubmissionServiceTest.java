package dev.dbsa.application.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts that others wrote, over stores in memory. */
class SubmissionServiceTest {
  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile profile = data.profile("shop");
  private final SchemaSnapshot snapshot = data.snapshot(profile, 1);
  private final List<ScriptScope> scopes = new ArrayList<>();

  private final SubmissionService service =
      new SubmissionService(
          stores.connections(),
          stores.snapshots(),
          stores.generations(),
          new Sound(),
          stores.auditTrail(data.ids(), data.clock()),
          stores.work(),
          data.ids(),
          data.clock());

  /** Finds nothing, and remembers whose script it was. */
  private final class Sound implements ScriptValidator {
    @Override
    public ScriptAnalysis validate(String script, SchemaSnapshot on, ScriptScope scope) {
      scopes.add(scope);
      return new ScriptAnalysis(Validation.of(List.of()), List.of(), List.of());
    }

    @Override
    public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void storeConnectionAndSnapshot() {
    stores
        .work()
        .inTransaction(
            () -> {
              stores.connections().add(profile);
              stores.snapshots().add(snapshot);
            });
  }

  private Generation submit(ConnectionId connection, SnapshotId on) {
    return service.submit(
        connection,
        on,
        new RequestText("remove a test order"),
        ScriptMode.DML,
        ScriptText.of("script", "DELETE FROM orders WHERE id = 7;"));
  }

  @Test
  void aScriptIsStoredAsOneThatIsCompletedAndWaitsForADecision() {
    Generation submitted = submit(profile.id(), snapshot.summary().id());

    Generation stored =
        stores.work().inTransaction(() -> stores.generations().find(submitted.id()).orElseThrow());
    assertThat(stored.status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(stored.draft().orElseThrow().script()).isEqualTo("DELETE FROM orders WHERE id = 7;");
    assertThat(stored.requestText().value()).isEqualTo("remove a test order");
    assertThat(stored.attempts()).hasSize(1);
    // As a draft: comments in it pass over nothing.
    assertThat(scopes).containsExactly(ScriptScope.ofDraft(ScriptMode.DML));
  }

  @Test
  void itIsInTheAuditTrail() {
    Generation submitted = submit(profile.id(), snapshot.summary().id());

    List<AuditEvent> events =
        stores
            .auditTrail(data.ids(), data.clock())
            .find(new AuditQuery(null, null, null, null, null, null, new PageRequest(1, 10)))
            .items();
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.action()).isEqualTo(AuditAction.SCRIPT_SUBMITTED);
              assertThat(event.objectId()).isEqualTo(submitted.id().value());
            });
  }

  @Test
  void connectionAndSnapshotHaveToBelongTogether() {
    ConnectionId other = new ConnectionId(UUID.randomUUID());

    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(() -> submit(other, snapshot.summary().id()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_OF_OTHER_CONNECTION));
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(() -> submit(profile.id(), new SnapshotId(UUID.randomUUID())))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_NOT_FOUND));
  }
}
