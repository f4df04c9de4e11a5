package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.RowCount;
import dev.dbsa.domain.schema.Relation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what must or must not belong to a row: with orders, who never ordered, with 3 orders. */
final class CounterpartReader {
  private static final Set<String> HAVE =
      Set.of(
          "have",
          "has",
          "had",
          "having",
          "with",
          "placed",
          "made",
          "bought",
          "received",
          "own",
          "owns");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ComparisonReader comparisons;
  private final QueryPlanBuilder found;

  CounterpartReader(Reading reading, Sql sql, QueryPlanBuilder found) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.comparisons = new ComparisonReader(reading);
    this.found = found;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int absent = absenceEnd(i);
      if (absent > 0) {
        readAbsence(i, absent);
      } else if (reading.isWord(i, "never")) {
        readNever(i);
      } else if (reading.isWord(i, HAVE)) {
        readHaving(i);
      }
    }
  }

  /** without orders. */
  private void readAbsence(int i, int at) {
    Relation table = reading.table(at);
    if (table != null && !isCompared(at)) {
      found.add(new Counterpart(table, true));
      reading.use(i, at + 1);
      notes.refer(table, "must have no counterpart");
    }
  }

  /** Where the words for an absence end; 0 where there are none. */
  private int absenceEnd(int i) {
    int at = 0;
    if (reading.isWord(i, Set.of("without", "lacking"))) {
      at = i + 1;
    } else if (reading.isWord(i, HAVE) && reading.isWord(i + 1, "no")) {
      at = i + 2;
    } else if (reading.isWord(i, Set.of("don", "doesn", "haven", "hasn", "didn", "not"))) {
      at = i + 1;
      while (reading.isWord(at, HAVE) || reading.isWord(at, "not")) {
        at++;
      }
      at = at > i + 1 || reading.isWord(at, "any") ? at : 0;
    } else if (reading.isWord(i, "never") && reading.isWord(i + 1, HAVE)) {
      at = i + 2;
    }
    while (at > 0 && reading.isWord(at, Set.of("any", "single", "their", "existing"))) {
      at++;
    }
    return at;
  }

  private boolean isCompared(int table) {
    Field next = reading.field(table + 1);
    Relation owner = reading.table(table);
    return next != null && owner != null && next.isOf(owner);
  }

  /** customers who never ordered. */
  private void readNever(int i) throws Unclear {
    int at = reading.isWord(i + 1, Set.of("been", "be")) ? i + 2 : i + 1;
    String word = reading.word(at);
    for (JoinLink link : reading.index().links(found.listed())) {
      boolean child = found.isListed(link.target()) && !found.isListed(link.source());
      String name = Words.fold(link.source().name().name());
      if (child
          && word.length() >= 4
          && name.contains(word.substring(0, Math.min(5, word.length() - 1)))) {
        found.add(new Counterpart(link.source(), true));
        reading.use(i, at + 1);
        notes.assume(
            "“never " + word + "” means without any row in " + link.source().name().name() + ".",
            0.08);
        return;
      }
    }
    throw new Unclear(
        "What tells that "
            + found.listed().name().name()
            + " “never "
            + reading.word(at)
            + "”: which table or column?");
  }

  private void readHaving(int i) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, HAVE)) {
      at++;
    }
    Comparison comparison = comparisonAt(at);
    Integer number = comparison == null ? null : reading.number(comparison.next());
    if (comparison != null && number != null) {
      readNumber(i, comparison, number);
    } else {
      readPresence(i, at);
    }
  }

  /** A number alone is compared as equal. */
  private @Nullable Comparison comparisonAt(int at) {
    Comparison comparison = comparisons.comparisonAt(at);
    return comparison == null && reading.number(at) != null ? new Comparison("=", at) : comparison;
  }

  /** with more than 3 orders; cities with more than 5 customers. */
  private void readNumber(int i, Comparison comparison, int number) {
    String operator = comparison.operator();
    int at = comparison.next() + 1;
    if (reading.isPhrase(at, "or more")) {
      operator = ">=";
      at += 2;
    }
    Relation table = reading.table(at);
    if (table == null) {
      return;
    }
    RowCount count = new RowCount(table, operator, number);
    if (found.isListed(table)) {
      found.requireGroupSize(count);
      reading.use(i, at + 1);
    } else if (!isCompared(at)) {
      found.requireCounterparts(count);
      reading.use(i, at + 1);
    }
  }

  /** with orders, who have placed orders. */
  private void readPresence(int i, int from) throws Unclear {
    int at = from;
    boolean theirs = reading.isWord(at, Set.of("their", "its"));
    while (reading.isWord(at, Set.of("any", "some", "existing"))) {
      at++;
    }
    Relation table = reading.table(at);
    if (theirs
        || table == null
        || found.isListed(table)
        || isCompared(at)
        || reading.isNumber(at + 1)
        || at + 1 < reading.size() && reading.item(at + 1).isQuotedValue()) {
      return;
    }
    Relation listed = found.listed();
    if (new Joins(listed, reading, sql).isToMany(table)) {
      found.add(new Counterpart(table, false));
      reading.use(i, at + 1);
      notes.assume(
          "“"
              + reading.word(i)
              + " "
              + reading.item(at).text()
              + "” keeps the "
              + listed.name().name()
              + " that have at least one row in "
              + table.name().name()
              + ".",
          0.05);
    }
  }
}
