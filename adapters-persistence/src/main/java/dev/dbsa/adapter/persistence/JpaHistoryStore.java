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
import java.util.Optional;
import java.util.UUID;
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
   */
  private record Search(String from, HistoryFilter filter) {
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
          HistoryFilter filter = filter(query);
          Optional<Search> byText = byText(query, filter);
          Search walk = new Search(ALL, filter);
          long counted = count(byText.orElse(walk), most + 1);
          boolean isAll = counted <= most;
          // An index of texts gives its rows in no order: fine as long as they are few.
          Search search = isAll ? byText.orElse(walk) : walk;
          List<String> ids =
              isAll && page.offset() >= counted
                  ? List.of()
                  : ids(query, search, page.offset(), page.pageSize());
          return new Page<>(
              rows(ids), page.page(), page.pageSize(), Math.min(counted, most), isAll);
        });
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    int wanted = query.page().pageSize();
    return transactions.read(
        () -> {
          HistoryFilter filter = filter(query);
          Search search =
              byText(query, filter)
                  .filter(s -> count(s, MOST_COUNTED_WITH_TEXT + 1) <= MOST_COUNTED_WITH_TEXT)
                  .orElse(new Search(ALL, filter));
          HistoryFilter behind = filter.andBehind(query, place);
          if (query.sortBy() != SortBy.LAST_REVIEWED_AT) {
            return rows(select(query, search.with(behind), 0, wanted));
          }
          if (place.lastReviewedAt() == null) {
            return rows(select(query, search.with(behind.andUnreviewed()), 0, wanted));
          }
          List<String> ids =
              new ArrayList<>(select(query, search.with(behind.andReviewed()), 0, wanted));
          if (ids.size() < wanted) {
            ids.addAll(select(query, search.with(filter.andUnreviewed()), 0, wanted - ids.size()));
          }
          return rows(ids);
        });
  }

  /** Everything that is asked for, the text included. */
  private HistoryFilter filter(HistoryQuery query) {
    HistoryFilter filter = HistoryFilter.of(query);
    String text = query.text();
    return text == null
        ? filter
        : filter.and(dialect.contains("g.request_folded"), "text", CaseFolding.fold(text));
  }

  /** By the index of texts, where there is a text to look for, and it is worth while. */
  private Optional<Search> byText(HistoryQuery query, HistoryFilter filter) {
    String text = query.text();
    if (text == null) {
      return Optional.empty();
    }
    return dialect
        .textQuery(CaseFolding.fold(text))
        .filter(_ -> !occursOften(CaseFolding.fold(text)))
        .map(grams -> new Search(dialect.foundByText(), filter.with("grams", grams)));
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
    return number(search, " LIMIT :most", search.filter().with("most", limit));
  }

  private long number(Search search, String limit, HistoryFilter filter) {
    String sql =
        "SELECT count(*) FROM (SELECT 1 AS one FROM %s%s%s) counted"
            .formatted(search.from(), filter.where(), limit);
    return NativeStatement.select(session, Long.class, sql, filter.parameters()).getFirst();
  }

  /** The identities of rows in the query's order. */
  private List<String> ids(HistoryQuery query, Search search, long offset, int limit) {
    if (query.sortBy() != SortBy.LAST_REVIEWED_AT) {
      return select(query, search, offset, limit);
    }
    // Those without a review come last in either order: apart, so that an index gives each part.
    Search reviewed = search.with(search.filter().andReviewed());
    List<String> ids = new ArrayList<>(select(query, reviewed, offset, limit));
    if (ids.size() < limit) {
      long before =
          ids.isEmpty() && offset > 0
              ? number(reviewed, "", reviewed.filter())
              : offset + ids.size();
      ids.addAll(
          select(
              query,
              search.with(search.filter().andUnreviewed()),
              Math.max(0, offset - before),
              limit - ids.size()));
    }
    return ids;
  }

  private List<String> select(HistoryQuery query, Search search, long offset, int limit) {
    HistoryFilter filter = search.filter().with("limit", limit).with("offset", offset);
    String sql =
        "SELECT g.id FROM %s%s%s LIMIT :limit OFFSET :offset"
            .formatted(search.from(), filter.where(), orderBy(query));
    return NativeStatement.select(session, String.class, sql, filter.parameters());
  }

  private String orderBy(HistoryQuery query) {
    String direction = query.ascending() ? " ASC" : " DESC";
    return switch (query.sortBy()) {
      case CREATED_AT -> " ORDER BY g.created_at" + direction + ", g.id" + direction;
      case LAST_REVIEWED_AT ->
          " ORDER BY g.last_reviewed_at"
              + (query.ascending() ? direction : direction + dialect.nullsLast())
              + ", g.created_at DESC, g.id DESC";
      case RISK_COUNT -> " ORDER BY g.risk_count" + direction + ", g.created_at DESC, g.id DESC";
    };
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
