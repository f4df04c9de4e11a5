package dev.dbsa.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final UUID OBJECT = new UUID(7, 7);
  private static final Caller ALICE =
      new Caller("svc", "default", Reviewer.claimed("alice"), "192.0.2.7");

  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final List<AuditEvent> log = new ArrayList<>();
  private final AuditTrail audit =
      new AuditTrail(
          stores.audit(), log::add, stores.work(), () -> ALICE, data.ids(), data.clock());

  private List<AuditEvent> stored() {
    return audit
        .find(new AuditQuery(null, null, null, null, null, null, new PageRequest(1, 100)))
        .items();
  }

  private void record(String detail) {
    audit.record(AuditAction.CONNECTION_CREATED, "connection", OBJECT, detail);
  }

  @Test
  void logsWhatItStores() {
    stores.work().inTransaction(() -> record("shop"));

    assertThat(log)
        .containsExactlyElementsOf(stored())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.action()).isEqualTo(AuditAction.CONNECTION_CREATED);
              assertThat(event.objectId()).isEqualTo(OBJECT);
              assertThat(event.detail()).isEqualTo("shop");
              assertThat(event.caller()).isEqualTo(ALICE);
              assertThat(event.at()).isEqualTo(data.clock().instant());
            });
  }

  @Test
  void logsNothingOfAnActionThatWasUndone() {
    catchThrowable(
        () ->
            stores
                .work()
                .inTransaction(
                    () -> {
                      record("undone");
                      throw new IllegalStateException("undo");
                    }));

    assertThat(stored()).isEmpty();
    assertThat(log).isEmpty();
  }
}
