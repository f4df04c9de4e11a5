package dev.dbsa.testing;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.history.Page;
import dev.dbsa.port.out.AuditStore;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the audit trail in memory. */
public final class InMemoryAuditStore implements AuditStore {

  private final InMemoryDatabase database;

  public InMemoryAuditStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void append(AuditEvent event) {
    database.access(rows -> rows.audit().add(event));
  }

  @Override
  public Page<AuditEvent> find(AuditQuery query) {
    List<AuditEvent> matching =
        database.access(
            rows ->
                rows.audit().stream()
                    .filter(event -> matches(query, event))
                    .sorted(
                        Comparator.comparing(AuditEvent::at)
                            .thenComparing(event -> event.id().toString())
                            .reversed())
                    .toList());
    List<AuditEvent> items =
        matching.stream().skip(query.page().offset()).limit(query.page().pageSize()).toList();
    return new Page<>(items, query.page().page(), query.page().pageSize(), matching.size());
  }

  private static boolean matches(AuditQuery query, AuditEvent event) {
    return isWanted(query.action(), event.action())
        && isWanted(query.objectId(), event.objectId())
        && isWanted(query.principal(), event.caller().principal())
        && isWanted(query.reviewer(), Reviewer.name(event.caller().reviewer()))
        && (query.from() == null || !event.at().isBefore(query.from()))
        && (query.to() == null || event.at().isBefore(query.to()));
  }

  private static boolean isWanted(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }
}
