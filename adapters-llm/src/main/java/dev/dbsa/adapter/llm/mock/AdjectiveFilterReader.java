package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads listed values and flags that stand like adjectives: paid orders, active customers. */
final class AdjectiveFilterReader {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Filters filters;

  AdjectiveFilterReader(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.filters = filters;
  }

  void read() throws Unclear {
    read(0, reading.size());
  }

  /** Reads those between two items. */
  void read(int from, int to) throws Unclear {
    for (int i = from; i < to; i++) {
      Item item = reading.item(i);
      Label label = item.label();
      if (label != null && !item.isUsed()) {
        readLabels(i, label);
      }
      Field flag = reading.field(i);
      if (flag != null && sql.kind(flag.column()) == TypeKind.BOOLEAN && isAdjective(i)) {
        boolean not = item.isNegatedFlag() != isNegated(i);
        filters.add(
            isNegated(i) ? i - 1 : i,
            i + 1,
            flag,
            column -> column + (not ? " = FALSE" : " = TRUE"));
      }
    }
  }

  private boolean isNegated(int i) {
    if (reading.isWord(i - 1, "yet") && reading.isWord(i - 2, "not")) {
      reading.use(i - 2, i, "negation");
      return true;
    }
    if (i >= 2 && reading.word(i - 1).equals("yet") && reading.word(i - 2).equals("not")) {
      return true;
    }
    return reading.isWord(i - 1, Set.of("not", "non", "aren", "isn", "never"));
  }

  private boolean isAdjective(int i) {
    boolean beforeTable =
        reading.table(i + 1) != null
            || reading.item(Math.min(i + 1, reading.size() - 1)).label() != null;
    boolean predicate =
        reading.isWord(
            i - 1,
            Set.of(
                "is", "are", "not", "only", "being", "were", "was", "that", "which", "aren",
                "isn"));
    return beforeTable || predicate || reading.item(i).isNegatedFlag() || isAdverbial(i);
  }

  /** Two adjectives in a row, or one after a verb: show active premium customers. */
  private boolean isAdverbial(int i) {
    return reading.field(i + 1) != null && reading.table(i + 2) != null;
  }

  /** unpaid, where a status is one of several others: which of these are meant is not said. */
  private void requireOneOpposite(int i, Label label) throws Unclear {
    List<String> others =
        new ArrayList<>(
            reading.index().values().of(label.field().relation(), label.field().column()));
    others.remove(label.value());
    if (label.negated() && others.size() > 1) {
      throw new Unclear(
          "“"
              + reading.item(i).text()
              + "” may be any of "
              + String.join(", ", others)
              + " in "
              + label.field().fullName()
              + ": which of these are meant?");
    }
  }

  private void readLabels(int i, Label first) throws Unclear {
    requireOneOpposite(i, first);
    boolean not = first.negated() != isNegated(i);
    List<String> values = new ArrayList<>(List.of(first.value()));
    int end = i + 1;
    while (end + 1 < reading.size()) {
      boolean joined = reading.isWord(end, Set.of("or", "and")) || reading.isSymbol(end, ",");
      Label next = joined ? reading.item(end + 1).label() : null;
      if (next == null || !next.field().equals(first.field()) || next.negated()) {
        break;
      }
      values.add(next.value());
      end += 2;
    }
    List<String> written = new ArrayList<>();
    for (String value : values) {
      written.add(filters.literal(first.field(), value));
    }
    String condition =
        values.size() == 1
            ? (not ? " <> " : " = ") + written.getFirst()
            : (not ? " NOT IN (" : " IN (") + String.join(", ", written) + ")";
    notes.refer(
        first.field().relation(), first.field().column(), "has the value “" + first.value() + "”");
    filters.add(
        isNegated(i) ? i - 1 : i,
        end,
        first.field(),
        column -> filters.comparable(first.field(), column) + condition);
  }
}
