package dev.dbsa.adapter.rest.history;

import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in the history as clients hand it back, together with the order that it belongs to. */
final class CursorText {
  private static final String SEPARATOR = "|";
  private static final int PARTS = 5;

  private CursorText() {}

  static String of(HistoryQuery query, HistoryCursor place) {
    Instant reviewed = place.lastReviewedAt();
    String text =
        String.join(
            SEPARATOR,
            order(query.sortBy(), query.ascending()),
            place.createdAt().toString(),
            place.id().toString(),
            String.valueOf(place.riskCount()),
            reviewed == null ? "" : reviewed.toString());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty where the text is no place in this order. */
  static Optional<HistoryCursor> parse(SortBy sortBy, boolean ascending, String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\\" + SEPARATOR, -1);
      if (parts.length != PARTS || !parts[0].equals(order(sortBy, ascending))) {
        return Optional.empty();
      }
      return Optional.of(
          new HistoryCursor(
              Instant.parse(parts[1]),
              new GenerationId(UUID.fromString(parts[2])),
              Integer.parseInt(parts[3]),
              parts[4].isEmpty() ? null : Instant.parse(parts[4])));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String order(SortBy sortBy, boolean ascending) {
    return sortBy.label() + (ascending ? "+" : "-");
  }
}
