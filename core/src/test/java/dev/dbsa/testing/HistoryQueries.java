package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a history query down by what differs from "everything, newest first". */
public final class HistoryQueries {

  private @Nullable ReviewStatus reviewStatus;
  private @Nullable GenerationStatus latestStatus;
  private @Nullable LintStatus lintStatus;
  private @Nullable Boolean hasFinalScript;
  private @Nullable ConnectionId connectionId;
  private @Nullable Dialect dialect;
  private @Nullable ScriptMode scriptMode;
  private @Nullable String text;
  private @Nullable Instant createdFrom;
  private @Nullable Instant createdTo;
  private SortBy sortBy = SortBy.CREATED_AT;
  private boolean ascending;
  private PageRequest page = new PageRequest(1, PageRequest.MAX_SIZE);

  private HistoryQueries() {}

  public static HistoryQueries all() {
    return new HistoryQueries();
  }

  public HistoryQueries reviewStatus(ReviewStatus status) {
    reviewStatus = status;
    return this;
  }

  public HistoryQueries latestStatus(GenerationStatus status) {
    latestStatus = status;
    return this;
  }

  public HistoryQueries lintStatus(LintStatus status) {
    lintStatus = status;
    return this;
  }

  public HistoryQueries hasFinalScript(boolean wanted) {
    hasFinalScript = wanted;
    return this;
  }

  public HistoryQueries connection(ConnectionId id) {
    connectionId = id;
    return this;
  }

  public HistoryQueries dialect(Dialect wanted) {
    dialect = wanted;
    return this;
  }

  public HistoryQueries scriptMode(ScriptMode mode) {
    scriptMode = mode;
    return this;
  }

  public HistoryQueries text(String part) {
    text = part;
    return this;
  }

  public HistoryQueries createdFrom(Instant inclusive) {
    createdFrom = inclusive;
    return this;
  }

  public HistoryQueries createdTo(Instant exclusive) {
    createdTo = exclusive;
    return this;
  }

  public HistoryQueries ascending(SortBy key) {
    sortBy = key;
    ascending = true;
    return this;
  }

  public HistoryQueries descending(SortBy key) {
    sortBy = key;
    ascending = false;
    return this;
  }

  public HistoryQueries page(int number, int size) {
    page = new PageRequest(number, size);
    return this;
  }

  public HistoryQuery build() {
    return new HistoryQuery(
        reviewStatus,
        latestStatus,
        lintStatus,
        hasFinalScript,
        connectionId,
        dialect,
        scriptMode,
        text,
        createdFrom,
        createdTo,
        sortBy,
        ascending,
        page);
  }
}
