package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.Grams;
import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.type.CustomType;
import org.hibernate.type.StandardBasicTypes;

/**
 * Looks for a text in requests, in one of two ways. What is frequent is soon met on the way through
 * the rows, while the index would give very many of them. What is rare the index gives at once. The
 * newest rows tell how frequent a text is, and which of its runs are.
 */
final class TextLookup {

  private static final int NEWEST = 2_000;

  /** So many among the newest go on, most likely, for as long as somebody turns pages. */
  private static final int FREQUENT = 60;

  private static final int MOST_CANDIDATES = 20_000;

  /** Further runs leave hardly any candidate out, and the index has to look for each. */
  private static final int MOST_RUNS = 4;

  private static final String TEXT = "text";
  private static final String COLUMN = "g.request_folded";

  private final Session session;
  private final StoreDialect dialect;
  private final HistoryStatements statements;

  TextLookup(Session session, StoreDialect dialect, HistoryStatements statements) {
    this.session = session;
    this.dialect = dialect;
    this.statements = statements;
  }

  /**
   * @param filter lets rows pass as the query wants, but for the text
   * @param text of the query
   * @param wanted how many rows are needed
   */
  HistoryListing find(HistoryQuery query, HistoryFilter filter, String text, long wanted) {
    String folded = CaseFolding.fold(text);
    List<String> runs = Grams.of(folded);
    Sample sample = sample(filter, folded, runs);
    // Where the filter lets few rows pass, the index would give mostly others.
    boolean areAll = sample.rows() < NEWEST;
    if ((areAll && filter.isSet()) || sample.matches() >= Math.min(wanted, FREQUENT)) {
      return onTheWay(query, filter, folded, sample.matches(), areAll);
    }
    List<Candidate> candidates = candidates(filter, folded, sample.rarest(runs));
    List<HistoryCursor> matches =
        candidates.stream().filter(Candidate::matches).map(Candidate::row).toList();
    return candidates.size() <= MOST_CANDIDATES
        ? new HistoryListing(new GatheredOrder(matches, query.order()), matches.size(), true)
        : onTheWay(query, filter, folded, Math.max(sample.matches(), matches.size()), false);
  }

  private HistoryListing onTheWay(
      HistoryQuery query, HistoryFilter filter, String folded, long met, boolean areAllMet) {
    HistoryFilter holding = filter.and(dialect.contains(COLUMN, TEXT), TEXT, folded);
    return new HistoryListing(HistoryOrder.of(query, holding, statements), met, areAllMet);
  }

  /**
   * What the newest rows hold.
   *
   * @param rows how many were looked into
   * @param matches how many of them hold the text
   * @param withRun how many of them hold each run
   */
  private record Sample(long rows, long matches, List<Long> withRun) {
    List<String> rarest(List<String> runs) {
      return IntStream.range(0, runs.size())
          .boxed()
          .sorted(Comparator.comparing(withRun::get))
          .limit(MOST_RUNS)
          .map(runs::get)
          .toList();
    }
  }

  private Sample sample(HistoryFilter filter, String folded, List<String> runs) {
    StringBuilder columns = new StringBuilder("count(*)");
    HistoryFilter asked = filter.with(TEXT, folded).with("newest", NEWEST);
    columns.append(countOf(TEXT));
    for (int i = 0; i < runs.size(); i++) {
      columns.append(countOf("run" + i));
      asked = asked.with("run" + i, runs.get(i));
    }
    Object[] row =
        NativeStatement.query(
                session,
                "SELECT %s FROM (SELECT %s AS folded FROM generation g%s ORDER BY %s LIMIT :newest) newest"
                    .formatted(columns, COLUMN, filter.where(), HistoryStatements.NEWEST_FIRST),
                asked.parameters())
            .getSingleResult();
    List<Long> counts = new ArrayList<>();
    for (Object count : row) {
      counts.add(((Number) count).longValue());
    }
    return new Sample(counts.get(0), counts.get(1), counts.subList(2, counts.size()));
  }

  private String countOf(String parameter) {
    return ", count(CASE WHEN " + dialect.contains("newest.folded", parameter) + " THEN 1 END)";
  }

  /** A row to which the index leads, and whether it holds the text. */
  private record Candidate(HistoryCursor row, boolean matches) {}

  /** One more than are of use, where there are more. */
  private List<Candidate> candidates(HistoryFilter filter, String folded, List<String> runs) {
    StoreDialect.TextSearch search = dialect.search(runs);
    CustomType<String> time = NativeStatement.timeType(session);
    return NativeStatement.query(
            session,
            "SELECT g.id, g.created_at, g.risk_count, g.last_reviewed_at, CASE WHEN %s THEN 1 ELSE 0 END AS matches FROM %s%s LIMIT :most"
                .formatted(dialect.contains(COLUMN, TEXT), search.from(), filter.where()),
            filter
                .with(search.parameters())
                .with(TEXT, folded)
                .with("most", MOST_CANDIDATES + 1)
                .parameters())
        .addScalar("id", StandardBasicTypes.STRING)
        .addScalar("created_at", time)
        .addScalar("risk_count", StandardBasicTypes.INTEGER)
        .addScalar("last_reviewed_at", time)
        .addScalar("matches", StandardBasicTypes.INTEGER)
        .stream()
        .map(TextLookup::candidate)
        .toList();
  }

  private static Candidate candidate(Object[] row) {
    return new Candidate(
        new HistoryCursor(
            InstantText.parse((String) row[1]),
            new GenerationId(UUID.fromString((String) row[0])),
            (Integer) row[2],
            InstantText.parseNullable((String) row[3])),
        (Integer) row[4] == 1);
  }
}
