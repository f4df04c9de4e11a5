package dev.dbsa.domain.history;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which generations a list shows, and in which order. A filter that is {@code null} lets everything
 * pass.
 *
 * @param reviewStatus of the newest review
 * @param hasFinalScript whether the newest review that brought a final script exists
 * @param text part of the request text, without regard to case
 * @param createdFrom inclusive
 * @param createdTo exclusive
 */
public record HistoryQuery(
    @Nullable ReviewStatus reviewStatus,
    @Nullable GenerationStatus latestStatus,
    @Nullable LintStatus lintStatus,
    @Nullable Boolean hasFinalScript,
    @Nullable ConnectionId connectionId,
    @Nullable Dialect dialect,
    @Nullable ScriptMode scriptMode,
    @Nullable String text,
    @Nullable Instant createdFrom,
    @Nullable Instant createdTo,
    SortBy sortBy,
    boolean ascending,
    PageRequest page) {

  /** In Unicode code points, of {@link #text}. */
  public static final int MAX_TEXT_LENGTH = 200;

  /** The order of the list, as {@link SortBy} tells it. */
  public Comparator<HistoryCursor> order() {
    Comparator<HistoryCursor> upwards =
        sortBy == SortBy.RISK_COUNT
            ? Comparator.comparing(HistoryCursor::riskCount)
            : Comparator.comparing(this::time);
    Comparator<String> byId =
        sortBy == SortBy.CREATED_AT && ascending
            ? Comparator.naturalOrder()
            : Comparator.reverseOrder();
    return Comparator.comparing(this::hasNoKey)
        .thenComparing(ascending ? upwards : upwards.reversed())
        .thenComparing(HistoryCursor::createdAt, Comparator.reverseOrder())
        .thenComparing(row -> row.id().toString(), byId);
  }

  private boolean hasNoKey(HistoryCursor row) {
    return sortBy == SortBy.LAST_REVIEWED_AT && row.lastReviewedAt() == null;
  }

  private Instant time(HistoryCursor row) {
    return sortBy == SortBy.CREATED_AT
        ? row.createdAt()
        : Objects.requireNonNullElse(row.lastReviewedAt(), Instant.MIN);
  }

  /**
   * What a list is ordered by. Rows with equal keys follow by creation, newest first, then by
   * identity, so that pages never overlap. Rows without a key come last in either direction.
   */
  public enum SortBy {
    CREATED_AT,
    LAST_REVIEWED_AT,
    RISK_COUNT;

    /** The key's name in the API, in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name as clients write it. */
    public static Optional<SortBy> find(String name) {
      for (SortBy key : values()) {
        if (key.label().equals(name)) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    }
  }
}
