package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The history of generations in the metadata store. Which rows a page has is found in SQL of its
 * own, over indexes and without reading the rows; then these are read.
 */
@ApplicationScoped
class JpaHistoryStore implements HistoryStore {

  /** Further nothing is counted: a reader of pages does not get there, and a count takes long. */
  static final int MOST_COUNTED = 10_000;

  /** As {@link #MOST_COUNTED}, where each row has to be looked into for a text. */
  static final int MOST_COUNTED_WITH_TEXT = 1_000;

  /** In how many of the newest requests a text is looked for to see how often it occurs. */
  private static final int SAMPLE = 2_000;

  /** With so many of the sample, walking through the history finds them sooner than an index. */
  private static final int OFTEN = 60;

  private static final String ALL = "generation g";

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
  private final StoreDialect dialect;
  private final GenerationCodec codec = new GenerationCodec();

  JpaHistoryStore(Transactions transactions, Session session, StoreDialect dialect) {
    this.transactions = transactions;
    this.session = session;
    this.dialect = dialect;
  }

  /**
   * Where rows are looked for.
   *
   * @param from a FROM clause
   * @param counted how many there are, where that is known already; else negative
   */
  private record Search(String from, HistoryFilter filter, long counted) {
    Search(String from, HistoryFilter filter) {
      this(from, filter, -1);
    }

    Search with(HistoryFilter other) {
      return new Search(from, other);
    }
  }

  @Override
  public Page<HistoryRow> find(HistoryQuery query) {
    int most = query.text() == null ? MOST_COUNTED : MOST_COUNTED_WITH_TEXT;
    PageRequest page = query.page();
    return transactions.read(
        () -> {
          Search search = search(query);
          long counted = count(search, most + 1);
          boolean isAll = counted <= most;
          List<String> ids =
              isAll && page.offset() >= counted
                  ? List.of()
                  : ids(query, search, () -> isAll, page.offset(), page.pageSize());
          return new Page<>(
              rows(ids), page.page(), page.pageSize(), Math.min(counted, most), isAll);
        });
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    int wanted = query.page().pageSize();
    return transactions.read(
        () -> {
          Search search = search(query);
          HistoryFilter behind = search.filter().andBehind(query, place);
          if (query.sortBy() != SortBy.LAST_REVIEWED_AT) {
            return rows(select(query, search.with(behind), () -> isFew(search), 0, wanted));
          }
          if (place.lastReviewedAt() == null) {
            return rows(unreviewed(query, search.with(behind), 0, wanted));
          }
          List<String> ids = reviewed(query, search.with(behind), 0, wanted);
          return rows(
              ids.size() < wanted
                  ? joined(ids, unreviewed(query, search, 0, wanted - ids.size()))
                  : ids);
        });
  }

  private static List<String> joined(List<String> first, List<String> last) {
    List<String> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  /**
   * By the index of texts, where there is a text to look for that is not in every other request.
   */
  private Search search(HistoryQuery query) {
    HistoryFilter filter = HistoryFilter.of(query);
    if (query.text() == null) {
      return new Search(ALL, filter);
    }
    String folded = CaseFolding.fold(query.text());
    HistoryFilter exact = filter.and(dialect.contains("g.request_folded"), "text", folded);
    if (occursOften(folded)) {
      return new Search(ALL, exact);
    }
    StoreDialect.TextSearch byText = dialect.search(folded);
    Search found = new Search(byText.from(), exact.with(byText.parameters()));
    // The index gives its rows in no order: fine as long as they are few.
    long counted = count(found, MOST_COUNTED_WITH_TEXT + 1);
    return counted <= MOST_COUNTED_WITH_TEXT
        ? new Search(found.from(), found.filter(), counted)
        : new Search(ALL, exact);
  }

  private boolean isFew(Search search) {
    int most = search.from().equals(ALL) ? MOST_COUNTED : MOST_COUNTED_WITH_TEXT;
    return count(search, most + 1) <= most;
  }

  private boolean occursOften(String folded) {
    String sql =
        "SELECT count(*) FROM (SELECT g.request_folded AS folded FROM generation g"
            + " ORDER BY g.created_at DESC, g.id DESC LIMIT :sample) newest WHERE "
            + dialect.contains("newest.folded");
    return NativeStatement.select(
                session, Long.class, sql, Map.of("text", folded, "sample", SAMPLE))
            .getFirst()
        >= OFTEN;
  }

  /** How many there are, counted no further than to a limit. */
  private long count(Search search, int limit) {
    return search.counted() >= 0
        ? search.counted()
        : number(search, " LIMIT :most", search.filter().with(Map.of("most", limit)));
  }

  private long number(Search search, String limit, HistoryFilter filter) {
    String sql =
        "SELECT count(*) FROM (SELECT 1 AS one FROM %s%s%s) counted"
            .formatted(search.from(), filter.where(), limit);
    return NativeStatement.select(session, Long.class, sql, filter.parameters()).getFirst();
  }

  /** The identities of rows in the query's order. */
  private List<String> ids(
      HistoryQuery query, Search search, BooleanSupplier areFew, long offset, int limit) {
    if (query.sortBy() != SortBy.LAST_REVIEWED_AT) {
      return select(query, search, areFew, offset, limit);
    }
    // Those without a review come last in either order: apart, so that an index gives each part.
    List<String> ids = reviewed(query, search, offset, limit);
    if (ids.size() == limit) {
      return ids;
    }
    Search all = search.with(search.filter().andReviewed());
    long before =
        ids.isEmpty() && offset > 0 && mayBeReviewed(query)
            ? number(all, "", all.filter())
            : ids.isEmpty() ? 0 : offset + ids.size();
    return joined(ids, unreviewed(query, search, Math.max(0, offset - before), limit - ids.size()));
  }

  private List<String> reviewed(HistoryQuery query, Search search, long offset, int limit) {
    if (!mayBeReviewed(query)) {
      return List.of();
    }
    Search reviewed = search.with(search.filter().andReviewed());
    return select(query, reviewed, () -> isFew(reviewed), offset, limit);
  }

  /** Only completed generations can be reviewed. */
  private static boolean mayBeReviewed(HistoryQuery query) {
    return query.latestStatus() == null || query.latestStatus() == GenerationStatus.COMPLETED;
  }

  private List<String> unreviewed(HistoryQuery query, Search search, long offset, int limit) {
    boolean none = query.reviewStatus() != null || Boolean.TRUE.equals(query.hasFinalScript());
    return none
        ? List.of()
        : select(
            search.with(search.filter().andUnreviewed()),
            search.from(),
            " ORDER BY g.created_at DESC, g.id DESC",
            offset,
            limit);
  }

  /**
   * @param areFew whether all of them are soon found and sorted; else they are read in their order,
   *     with the conditions on the way. By {@code created_at}, an index does both, and nobody asks.
   */
  private List<String> select(
      HistoryQuery query, Search search, BooleanSupplier areFew, long offset, int limit) {
    String direction = query.ascending() ? " ASC" : " DESC";
    return switch (query.sortBy()) {
      case CREATED_AT ->
          select(
              search,
              search.from(),
              " ORDER BY g.created_at" + direction + ", g.id" + direction,
              offset,
              limit);
      case RISK_COUNT ->
          select(
              search,
              areFew.getAsBoolean()
                  ? search.from()
                  : dialect.walk("ix_generation_risks" + end(query)),
              " ORDER BY g.risk_count" + direction + ", g.created_at DESC, g.id DESC",
              offset,
              limit);
      case LAST_REVIEWED_AT ->
          select(
              search,
              areFew.getAsBoolean()
                  ? search.from()
                  : dialect.walk("ix_generation_reviewed" + end(query)),
              " ORDER BY g.last_reviewed_at"
                  + (query.ascending() ? direction : direction + dialect.nullsLast())
                  + ", g.created_at DESC, g.id DESC",
              offset,
              limit);
    };
  }

  private static String end(HistoryQuery query) {
    return query.ascending() ? "_asc" : "_desc";
  }

  private List<String> select(Search search, String from, String orderBy, long offset, int limit) {
    HistoryFilter filter = search.filter().with(Map.of("limit", limit, "offset", offset));
    String sql =
        "SELECT g.id FROM %s%s%s LIMIT :limit OFFSET :offset"
            .formatted(from, filter.where(), orderBy);
    return NativeStatement.select(session, String.class, sql, filter.parameters());
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
