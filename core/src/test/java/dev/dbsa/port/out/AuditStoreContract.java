package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of the audit trail promises. */
public abstract class AuditStoreContract {

  private static final PageRequest FIRST = new PageRequest(1, 100);

  private final TestClock clock = new TestClock();
  // Entries are never deleted, so each test finds its own by an object and a caller of its own.
  private final UUID object = UUID.randomUUID();
  private final Caller alice =
      new Caller("svc-" + object, "primary", new Reviewer("Alice 🦊 " + object, true), "10.0.0.7");

  /** Stores, with entries of other objects or without. */
  protected abstract Stores stores();

  private AuditEvent event(AuditAction action, Caller caller, @Nullable String detail) {
    return new AuditEvent(
        UUID.randomUUID(),
        clock.advance(Duration.ofSeconds(1)),
        action,
        "connection",
        object,
        detail,
        caller);
  }

  private List<AuditEvent> appended(Stores stores) {
    List<AuditEvent> events =
        List.of(
            event(AuditAction.CONNECTION_CREATED, alice, "shop \"x\" ☃"),
            event(AuditAction.CONNECTION_VERIFIED, Caller.SERVICE, "failed"),
            event(AuditAction.CONNECTION_DELETED, alice, null));
    events.forEach(e -> stores.work().inTransaction(() -> stores.audit().append(e)));
    return events;
  }

  private Page<AuditEvent> find(Stores stores, AuditQuery query) {
    return stores.work().inTransaction(() -> stores.audit().find(query));
  }

  private AuditQuery ofObject(PageRequest page) {
    return new AuditQuery(null, object, null, null, null, null, page);
  }

  @Test
  void readsBackWhatWasAppendedNewestFirst() {
    Stores stores = stores();
    List<AuditEvent> events = appended(stores);
    assertThat(find(stores, ofObject(FIRST)).items()).isEqualTo(events.reversed());
  }

  @Test
  void filters() {
    Stores stores = stores();
    List<AuditEvent> events = appended(stores);
    Instant second = events.get(1).at();
    AuditAction deleted = AuditAction.CONNECTION_DELETED;
    assertThat(find(stores, new AuditQuery(deleted, object, null, null, null, null, FIRST)).items())
        .containsExactly(events.get(2));
    String principal = alice.principal();
    assertThat(find(stores, new AuditQuery(null, null, principal, null, null, null, FIRST)).items())
        .containsExactly(events.get(2), events.get(0));
    String reviewer = Reviewer.name(alice.reviewer());
    assertThat(
            find(stores, new AuditQuery(null, null, null, reviewer, null, second, FIRST)).items())
        .containsExactly(events.get(0));
    assertThat(find(stores, new AuditQuery(null, object, null, null, second, null, FIRST)).items())
        .containsExactly(events.get(2), events.get(1));
    assertThat(
            find(stores, new AuditQuery(null, object, "nobody", null, null, null, FIRST)).total())
        .isZero();
  }

  @Test
  void pagesWithoutOverlapEvenWhereTimesAreEqual() {
    Stores stores = stores();
    Instant now = clock.instant();
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(
          new AuditEvent(
              UUID.randomUUID(),
              now,
              AuditAction.GENERATION_CREATED,
              "generation",
              object,
              null,
              alice));
    }
    stores.work().inTransaction(() -> events.forEach(stores.audit()::append));
    List<AuditEvent> read = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      Page<AuditEvent> found = find(stores, ofObject(new PageRequest(page, 10)));
      assertThat(found.total()).isEqualTo(25);
      read.addAll(found.items());
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(events);
    assertThat(find(stores, ofObject(new PageRequest(9, 10))))
        .isEqualTo(new Page<AuditEvent>(List.of(), 9, 10, 25));
  }

  @Test
  void keepsNothingOfATransactionThatFails() {
    Stores stores = stores();
    AuditEvent event = event(AuditAction.SECRETS_ROTATED, alice, null);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores
                    .work()
                    .inTransaction(
                        () -> {
                          stores.audit().append(event);
                          throw new IllegalStateException("the action failed");
                        }));
    assertThat(find(stores, ofObject(FIRST)).items()).isEmpty();
  }
}
