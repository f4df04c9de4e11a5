package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.history.Page;
import dev.dbsa.port.out.AuditStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The audit trail in the metadata store. */
@ApplicationScoped
class JpaAuditStore implements AuditStore {

  /** Further nothing is counted. */
  private static final int MOST_COUNTED = 10_000;

  private static final String ORDER = "at desc, id desc";

  private final Transactions transactions;
  private final Rows<AuditEntity> events;

  JpaAuditStore(Transactions transactions, Session session) {
    this.transactions = transactions;
    this.events = new Rows<>(session, AuditEntity.class);
  }

  @Override
  public void append(AuditEvent event) {
    transactions.write(
        () -> {
          events.insert(AuditMapper.toRow(event));
          return event;
        });
  }

  @Override
  public Page<AuditEvent> find(AuditQuery query) {
    Conditions conditions = new Conditions();
    UUID object = query.objectId();
    conditions.add("action = ?", query.action());
    conditions.add("objectId = ?", object == null ? null : object.toString());
    conditions.add("principal = ?", query.principal());
    conditions.add("reviewer = ?", query.reviewer());
    conditions.add("at >= ?", InstantText.ofNullable(query.from()));
    conditions.add("at < ?", InstantText.ofNullable(query.to()));
    return transactions.read(() -> page(query, conditions));
  }

  private Page<AuditEvent> page(AuditQuery query, Conditions conditions) {
    int number = query.page().page();
    int size = query.page().pageSize();
    Object[] parameters = conditions.parameters.toArray();
    long counted = events.count(conditions.text(), ORDER, MOST_COUNTED + 1, parameters);
    boolean areAllCounted = counted <= MOST_COUNTED;
    List<AuditEvent> items =
        !areAllCounted || query.page().offset() < counted
            ? events
                .find(conditions.text() + " order by " + ORDER, parameters)
                .setFirstResult(Math.toIntExact(query.page().offset()))
                .setMaxResults(size)
                .stream()
                .map(AuditMapper::toDomain)
                .toList()
            : List.of();
    long total =
        areAllCounted || items.isEmpty()
            ? Math.min(counted, MOST_COUNTED)
            : Math.max(MOST_COUNTED, query.page().offset() + items.size());
    return new Page<>(items, number, size, total, areAllCounted);
  }

  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * @param text ends where the parameter is, before its number
     * @param value {@code null} where everything passes
     */
    void add(String text, @Nullable Object value) {
      if (value != null) {
        parameters.add(value);
        texts.add(text + parameters.size());
      }
    }

    String text() {
      return texts.isEmpty() ? "1 = 1" : String.join(" and ", texts);
    }
  }
}
