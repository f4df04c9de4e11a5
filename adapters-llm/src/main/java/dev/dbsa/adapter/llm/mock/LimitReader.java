package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.Optional;
import java.util.Set;

/** Reads how many rows are asked for, and of which end of time: top 5, the latest order, all. */
final class LimitReader {
  private static final int ROWS_OF_THE_LATEST = 10;
  private static final Set<String> NEWEST = Set.of("latest", "newest", "recent", "last");
  private static final Set<String> OLDEST = Set.of("oldest", "earliest", "first");
  private static final Set<String> DISTINCT = Set.of("distinct", "unique", "different");

  private final Reading reading;
  private final Notes notes;
  private final ColumnFinder columns;
  private final Relation listed;
  private final PlanDraft draft;

  LimitReader(Reading reading, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.listed = listed;
    this.draft = draft;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.item(i).isUsed() && !readAge(i)) {
        readNumber(i);
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      if (Set.of("all", "every", "everything").contains(reading.word(i))
          && !reading.isWord(i - 1, "of")) {
        draft.all = true;
      }
      if (reading.isWord(i, DISTINCT)) {
        draft.distinct = true;
        reading.item(i).use("DISTINCT");
      }
    }
  }

  /** the latest order, 3 oldest, most recent. */
  private boolean readAge(int i) throws Unclear {
    boolean mostRecent = reading.isPhrase(i, "most recent");
    boolean newest = reading.isWord(i, NEWEST) || mostRecent;
    if (!newest && !reading.isWord(i, OLDEST)) {
      return false;
    }
    int end = mostRecent ? i + 2 : i + 1;
    Integer after = reading.number(end);
    Integer before = reading.number(i - 1);
    int thing = after == null ? end : end + 1;
    if (thing >= reading.size()
        || reading.item(thing).table() == null && reading.item(thing).label() == null) {
      return false;
    }
    SortKey key = chronological(newest);
    draft.order.add(key);
    if (after != null) {
      draft.limitTo(after);
      end++;
    } else if (before != null) {
      draft.limitTo(before);
      reading.use(i - 1, i, "how many rows");
    } else {
      boolean one = reading.isSingular(listed) && reading.item(thing).table() != null;
      draft.limitTo(one ? 1 : ROWS_OF_THE_LATEST);
      notes.assume(
          one ? "One row is wanted." : "As no number is given, " + draft.limit + " rows are shown.",
          0.02);
    }
    reading.use(i, end, "the order, and how many rows");
    return true;
  }

  private SortKey chronological(boolean newest) throws Unclear {
    String said = newest ? "Latest" : "Oldest";
    Optional<Column> day = columns.creationDate(listed);
    if (day.isPresent()) {
      notes.assume(
          "“" + said + "” goes by " + listed.name().name() + "." + day.get().name() + ".", 0.02);
      notes.refer(listed, day.get(), "tells when a row came to be");
      return new SortKey(new OfColumn(new Field(listed, day.get())), newest);
    }
    Optional<Column> counter = columns.counter(listed);
    if (counter.isEmpty()) {
      throw new Unclear(
          listed.name().name()
              + " has no date column and no counting key: which column tells the "
              + said.toLowerCase(java.util.Locale.ROOT)
              + " rows?");
    }
    notes.assume(
        listed.name().name()
            + " has no date column; “"
            + said.toLowerCase(java.util.Locale.ROOT)
            + "” goes by its counting key "
            + counter.get().name()
            + ".",
        0.08);
    return new SortKey(new OfColumn(new Field(listed, counter.get())), newest);
  }

  /** limit 10, show 5 orders, first 10 rows. */
  private void readNumber(int i) {
    boolean limit = reading.isWord(i, Set.of("limit", "first"));
    Integer after = limit ? reading.number(i + 1) : null;
    if (after != null) {
      draft.limitTo(after);
      reading.use(i, i + 2, "how many rows");
      return;
    }
    Integer number = reading.number(i);
    if (number == null || number == 0 || i == 0) {
      return;
    }
    boolean rows =
        reading.table(i + 1) != null
            || reading.isWord(i + 1, Set.of("rows", "records", "entries", "results"));
    boolean asked =
        Requests.isVerb(reading.word(i - 1)) || reading.isWord(i - 1, Set.of("me", "any", "of"));
    if (rows && asked) {
      draft.limitTo(number);
      reading.use(i, i + 1, "how many rows");
    }
  }
}
