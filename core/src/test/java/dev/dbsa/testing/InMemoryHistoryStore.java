package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.port.out.HistoryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the history in memory. */
public final class InMemoryHistoryStore implements HistoryStore {

  private final InMemoryDatabase database;

  public InMemoryHistoryStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Page<HistoryRow> find(HistoryQuery query) {
    return database.access(
        rows -> {
          List<HistoryRow> all =
              rows.generations().values().stream()
                  .filter(g -> containsText(g, query.text()))
                  .map(g -> row(rows, g))
                  .filter(r -> matches(r, query))
                  .sorted(order(query))
                  .toList();
          List<HistoryRow> page =
              all.stream().skip(query.page().offset()).limit(query.page().pageSize()).toList();
          return new Page<>(page, query.page().page(), query.page().pageSize(), all.size());
        });
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> containsText(g, query.text()))
                .map(g -> row(rows, g))
                .filter(r -> matches(r, query))
                .sorted(order(query))
                .dropWhile(r -> query.order().compare(HistoryCursor.behind(r), place) <= 0)
                .limit(query.page().pageSize())
                .toList());
  }

  private static HistoryRow row(InMemoryDatabase.Rows rows, Generation generation) {
    ConnectionProfile connection = rows.connections().get(generation.connectionId());
    List<Review> reviews = rows.reviewsOf(generation.id());
    EffectiveScript effective =
        EffectiveScript.of(
            generation,
            reviews.reversed().stream().filter(r -> r.finalScript() != null).findFirst());
    Optional<Review> newest = reviews.isEmpty() ? Optional.empty() : Optional.of(reviews.getLast());
    return new HistoryRow(
        generation.id(),
        generation.requestText().summary(),
        generation.scriptMode(),
        generation.dialect(),
        generation.connectionId(),
        connection.name(),
        generation.status(),
        generation.attempts().size(),
        generation.failure().map(Failure::message).orElse(null),
        lintStatus(effective.validation()),
        effective.risks().size(),
        newest.map(Review::status).orElse(null),
        newest.map(Review::createdAt).orElse(null),
        reviews.stream().anyMatch(r -> r.finalScript() != null),
        generation.createdAt());
  }

  private static @Nullable LintStatus lintStatus(@Nullable Validation validation) {
    return validation == null ? null : validation.lintStatus();
  }

  private static boolean containsText(Generation generation, @Nullable String text) {
    String request = generation.request().whole();
    return text == null
        || IntStream.rangeClosed(0, request.length() - text.length())
            .anyMatch(start -> request.regionMatches(true, start, text, 0, text.length()));
  }

  private static boolean matches(HistoryRow row, HistoryQuery query) {
    Instant from = query.createdFrom();
    Instant to = query.createdTo();
    return passes(query.reviewStatus(), row.reviewStatus())
        && passes(query.latestStatus(), row.latestStatus())
        && passes(query.lintStatus(), row.lintStatus())
        && passes(query.hasFinalScript(), row.hasFinalScript())
        && passes(query.connectionId(), row.connectionId())
        && passes(query.dialect(), row.dialect())
        && passes(query.scriptMode(), row.scriptMode())
        && (from == null || !row.createdAt().isBefore(from))
        && (to == null || row.createdAt().isBefore(to));
  }

  private static boolean passes(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static Comparator<HistoryRow> order(HistoryQuery query) {
    return Comparator.comparing(HistoryCursor::behind, query.order());
  }
}
