package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.history.Page;
import dev.dbsa.port.out.AuditStore;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit trail in the metadata store. */
@ApplicationScoped
class PanacheAuditStore implements AuditStore {

  private final Transactions transactions;
  private final AuditRepository events;

  PanacheAuditStore(Transactions transactions, AuditRepository events) {
    this.transactions = transactions;
    this.events = events;
  }

  @Override
  public void append(AuditEvent event) {
    transactions.write(
        () -> {
          events.persistAndFlush(AuditMapper.toRow(event));
          return event;
        });
  }

  @Override
  public Page<AuditEvent> find(AuditQuery query) {
    Conditions conditions = new Conditions();
    UUID object = query.objectId();
    conditions.add("action = :action", "action", query.action());
    conditions.add("objectId = :object", "object", object == null ? null : object.toString());
    conditions.add("principal = :principal", "principal", query.principal());
    conditions.add("reviewer = :reviewer", "reviewer", query.reviewer());
    conditions.add("at >= :from", "from", InstantText.ofNullable(query.from()));
    conditions.add("at < :to", "to", InstantText.ofNullable(query.to()));
    return transactions.read(() -> page(query, conditions));
  }

  private Page<AuditEvent> page(AuditQuery query, Conditions conditions) {
    int number = query.page().page();
    int size = query.page().pageSize();
    PanacheQuery<AuditEntity> found =
        events.find(conditions.text(), Sort.descending("at", "id"), conditions.parameters);
    long total = found.count();
    List<AuditEvent> items =
        query.page().offset() < total
            ? found.page(number - 1, size).stream().map(AuditMapper::toDomain).toList()
            : List.of();
    return new Page<>(items, number, size, total);
  }

  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    void add(String text, String parameter, @Nullable Object value) {
      if (value != null) {
        texts.add(text);
        parameters.put(parameter, value);
      }
    }

    String text() {
      return texts.isEmpty() ? "1 = 1" : String.join(" and ", texts);
    }
  }
}
