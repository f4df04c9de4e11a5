package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.port.out.HistoryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The history of generations in the metadata store. */
@ApplicationScoped
class JpaHistoryStore implements HistoryStore {

  /**
   * The outer join is an inner one in effect, as every generation has its connection. But written
   * so, no planner begins with the connections and sorts all generations instead of walking an
   * index and stopping at the end of the page.
   */
  private static final String ROWS =
      """
      select g.id, g.requestText, g.scriptMode, g.dialect, g.connectionId, c.name, g.status,
        g.attemptCount, g.attempts, g.lintStatus, g.riskCount, g.reviewStatus, g.lastReviewedAt,
        g.hasFinalScript, g.createdAt
      from GenerationEntity g left join ConnectionEntity c on c.id = g.connectionId
      """;

  private static final String COUNT = "select count(*) from GenerationEntity g";

  private final Transactions transactions;
  private final Session session;
  private final GenerationCodec codec = new GenerationCodec();

  JpaHistoryStore(Transactions transactions, Session session) {
    this.transactions = transactions;
    this.session = session;
  }

  @Override
  public Page<HistoryRow> find(HistoryQuery query) {
    HistoryFilter filter = HistoryFilter.of(query);
    PageRequest page = query.page();
    return transactions.read(
        () -> {
          long total =
              filter
                  .bind(session.createSelectionQuery(COUNT + filter.where(), Long.class))
                  .getSingleResult();
          List<HistoryRow> rows =
              page.offset() < total
                  ? rows(query, filter, Math.toIntExact(page.offset()), page.pageSize())
                  : List.of();
          return new Page<>(rows, page.page(), page.pageSize(), total);
        });
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    int wanted = query.page().pageSize();
    return transactions.read(
        () -> {
          HistoryFilter behind = HistoryFilter.of(query);
          behind.addBehind(query, place);
          List<HistoryRow> rows = new ArrayList<>(rows(query, behind, 0, wanted));
          if (query.sortBy() == SortBy.LAST_REVIEWED_AT
              && place.lastReviewedAt() != null
              && rows.size() < wanted) {
            // Those without a review come last; apart, so that an index leads to the place.
            HistoryFilter unreviewed = HistoryFilter.of(query);
            unreviewed.addUnreviewed();
            rows.addAll(rows(query, unreviewed, 0, wanted - rows.size()));
          }
          return rows;
        });
  }

  private List<HistoryRow> rows(HistoryQuery query, HistoryFilter filter, int offset, int limit) {
    SelectionQuery<HistoryTuple> selection =
        session.createSelectionQuery(ROWS + filter.where() + orderBy(query), HistoryTuple.class);
    return filter.bind(selection).setFirstResult(offset).setMaxResults(limit).stream()
        .map(this::row)
        .toList();
  }

  private static String orderBy(HistoryQuery query) {
    String direction = query.ascending() ? " asc" : " desc";
    return switch (query.sortBy()) {
      case CREATED_AT -> " order by g.createdAt" + direction + ", g.id" + direction;
      case LAST_REVIEWED_AT ->
          " order by g.lastReviewedAt" + direction + " nulls last, g.createdAt desc, g.id desc";
      case RISK_COUNT -> " order by g.riskCount" + direction + ", g.createdAt desc, g.id desc";
    };
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
