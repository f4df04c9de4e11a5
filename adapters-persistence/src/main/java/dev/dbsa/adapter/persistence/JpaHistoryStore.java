package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.port.out.HistoryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The history of generations in the metadata store. Which rows a page has is found first, over
 * indexes; then these are read.
 */
@ApplicationScoped
class JpaHistoryStore implements HistoryStore {

  /** Further nothing is counted: a reader of pages does not get there, and a count takes long. */
  static final int MOST_COUNTED = 10_000;

  /**
   * The outer join is an inner one in effect, as every generation has its connection. But written
   * so, no planner begins with the connections.
   */
  private static final String ROWS =
      """
      select g.id, g.requestText, g.scriptMode, g.dialect, g.connectionId, c.name, g.status,
        g.attemptCount, g.attempts, g.lintStatus, g.riskCount, g.reviewStatus, g.lastReviewedAt,
        g.hasFinalScript, g.createdAt
      from GenerationEntity g left join ConnectionEntity c on c.id = g.connectionId
      where g.id in :ids
      """;

  private final Transactions transactions;
  private final Session session;
  private final HistoryStatements statements;
  private final TextLookup texts;
  private final GenerationCodec codec = new GenerationCodec();

  JpaHistoryStore(Transactions transactions, Session session, StoreDialect dialect) {
    this.transactions = transactions;
    this.session = session;
    this.statements = new HistoryStatements(session);
    this.texts = new TextLookup(session, dialect, statements);
  }

  @Override
  public Page<HistoryRow> find(HistoryQuery query) {
    PageRequest page = query.page();
    return transactions.read(
        () -> {
          HistoryFilter filter = HistoryFilter.of(query);
          String text = query.text();
          return page(
              page,
              text == null
                  ? counted(query, filter)
                  : texts.find(query, filter, text, page.offset() + page.pageSize()));
        });
  }

  private HistoryListing counted(HistoryQuery query, HistoryFilter filter) {
    long counted = statements.count(filter, MOST_COUNTED + 1);
    return new HistoryListing(
        HistoryOrder.of(query, filter, statements),
        Math.min(counted, MOST_COUNTED),
        counted <= MOST_COUNTED);
  }

  private Page<HistoryRow> page(PageRequest page, HistoryListing listing) {
    List<HistoryRow> rows =
        listing.areAllCounted() && page.offset() >= listing.counted()
            ? List.of()
            : rows(listing.order().after(page.offset(), page.pageSize()));
    long total =
        listing.areAllCounted() || rows.isEmpty()
            ? listing.counted()
            : Math.max(listing.counted(), page.offset() + rows.size());
    return new Page<>(rows, page.page(), page.pageSize(), total, listing.areAllCounted());
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    int wanted = query.page().pageSize();
    return transactions.read(
        () -> {
          HistoryFilter filter = HistoryFilter.of(query);
          String text = query.text();
          HistoryOrder order =
              text == null
                  ? HistoryOrder.of(query, filter, statements)
                  : texts.find(query, filter, text, wanted).order();
          return rows(order.behind(place, wanted));
        });
  }

  private List<HistoryRow> rows(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, HistoryTuple> found =
        session.createSelectionQuery(ROWS, HistoryTuple.class).setParameterList("ids", ids).stream()
            .collect(Collectors.toMap(HistoryTuple::id, Function.identity()));
    // One that was deleted between the two statements is not there any more.
    return ids.stream().map(found::get).filter(Objects::nonNull).map(this::row).toList();
  }

  private HistoryRow row(HistoryTuple tuple) {
    return new HistoryRow(
        new GenerationId(UUID.fromString(tuple.id())),
        new RequestText(tuple.requestText()).summary(),
        tuple.scriptMode(),
        tuple.dialect(),
        new ConnectionId(UUID.fromString(tuple.connectionId())),
        tuple.connectionName(),
        tuple.status(),
        tuple.attemptCount(),
        errorMessage(tuple),
        tuple.lintStatus(),
        tuple.riskCount(),
        tuple.reviewStatus(),
        InstantText.parseNullable(tuple.lastReviewedAt()),
        tuple.hasFinalScript(),
        InstantText.parse(tuple.createdAt()));
  }

  private @Nullable String errorMessage(HistoryTuple tuple) {
    if (tuple.status() != GenerationStatus.FAILED) {
      return null;
    }
    Failure failure = codec.readAttempts(tuple.attempts()).getLast().failure();
    return failure == null ? null : failure.message();
  }
}
