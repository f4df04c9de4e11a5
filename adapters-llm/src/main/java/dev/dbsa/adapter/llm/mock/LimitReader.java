package dev.dbsa.adapter.llm.mock;

import java.util.Set;

/** Reads how many rows are asked for, and of which end of time: top 5, the latest order, all. */
final class LimitReader {
  private static final Set<String> NEWEST = Set.of("latest", "newest", "recent", "last");
  private static final Set<String> OLDEST = Set.of("oldest", "earliest", "first");
  private static final Set<String> DISTINCT = Set.of("distinct", "unique", "different");

  private final Reading reading;
  private final QueryPlanBuilder found;

  LimitReader(Reading reading, QueryPlanBuilder found) {
    this.reading = reading;
    this.found = found;
  }

  void read() {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.item(i).isUsed() && !readRanking(i)) {
        readNumber(i);
      }
    }
    readExtent();
  }

  /** top 5, 3 latest, most recent. */
  private boolean readRanking(int i) {
    String word = reading.word(i);
    boolean mostRecent = reading.isPhrase(i, "most recent");
    boolean newest = NEWEST.contains(word) || mostRecent;
    boolean oldest = OLDEST.contains(word);
    if (!newest && !oldest && !OrderReader.TOP.contains(word)) {
      return false;
    }
    if (newest) {
      found.wantNewest();
    }
    if (oldest) {
      found.wantOldest();
    }
    int end = mostRecent ? i + 2 : i + 1;
    Integer after = reading.number(end);
    Integer before = reading.number(i - 1);
    if (after != null && !found.isLimited()) {
      found.limitTo(after);
      end++;
    } else if (before != null && !found.isLimited()) {
      found.limitTo(before);
      reading.use(i - 1, i);
    }
    if (word.equals("bottom") && found.isSorted()) {
      found.sortDescending(false);
    }
    reading.use(i, end);
    return true;
  }

  /** limit 10, show 5 orders. */
  private void readNumber(int i) {
    Integer limit = reading.isWord(i, "limit") ? reading.number(i + 1) : null;
    Integer number = reading.number(i);
    if (limit != null) {
      found.limitTo(limit);
      reading.use(i, i + 2);
    } else if (number != null && !found.isLimited() && isCountOfRows(i)) {
      found.limitTo(number);
      reading.use(i, i + 1);
    }
  }

  /** show 5 orders, the 3 most expensive products. */
  private boolean isCountOfRows(int i) {
    boolean thing = false;
    for (int j = i + 1; j < Math.min(reading.size(), i + 5) && !thing; j++) {
      thing =
          reading.item(j).table() != null
              || Set.of("rows", "records", "entries", "results").contains(reading.word(j));
      if (!thing && reading.item(j).isNumber()) {
        return false;
      }
    }
    return thing
        && !Set.of("than", "least", "most", "over", "under", "is", "=")
            .contains(reading.word(i - 1));
  }

  private void readExtent() {
    for (int i = 0; i < reading.size(); i++) {
      if (Set.of("all", "every", "everything").contains(reading.word(i))
          && !reading.isWord(i - 1, "of")) {
        found.wantAll();
      }
      if (reading.isWord(i, DISTINCT)) {
        found.wantDistinct();
        reading.item(i).use();
      }
    }
  }
}
