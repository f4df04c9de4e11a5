package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.WholeRow;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Reads which columns and tables are to be shown, of those that no other part has used. */
final class SelectionReader {
  private static final Set<String> BESIDE = Set.of("their", "its", "and", "together");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Filters filters;
  private final Relation listed;
  private final PlanDraft draft;

  SelectionReader(Reading reading, Sql sql, Filters filters, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.filters = filters;
    this.listed = listed;
    this.draft = draft;
  }

  void readColumns() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        readColumn(i, field);
      }
    }
  }

  private void readColumn(int i, Field field) throws Unclear {
    requireOwner(i);
    requireNoun(i);
    if (isCondition(i, field)) {
      filters.add(i, i + 1, field, column -> column + " IS NOT NULL");
      notes.assume(
          "“with "
              + reading.item(i).text()
              + "” keeps the rows where "
              + field.column().name()
              + " is set.",
          0.06);
      return;
    }
    if (reading.item(i).fields().isEmpty()) {
      draft.show(new OfColumn(field));
      if (reading.isWord(i - 1, "by") && draft.order.isEmpty() && i > 1) {
        // the amount by id: no figure is grouped by it.
        draft.order.add(new QueryPlan.SortKey(new OfColumn(field), false));
        notes.assume("“by " + reading.item(i).text() + "” sorts the rows.", 0.15);
      }
    } else {
      reading.item(i).fields().forEach(f -> draft.show(new OfColumn(f)));
    }
    reading.item(i).use("shown");
    notes.refer(field.relation(), field.column(), "named by “" + reading.item(i).text() + "”");
  }

  /**
   * states that border the state: a word between two things is a verb, although a column is called
   * so.
   */
  private void requireNoun(int i) throws Unclear {
    Item item = reading.item(i);
    int before = Set.of("that", "which", "who").contains(reading.word(i - 1)) ? i - 2 : i - 1;
    Relation subject = before >= 0 ? reading.item(before).table() : null;
    Relation object = null;
    for (int j = i + 1; j < Math.min(reading.size(), i + 4) && object == null; j++) {
      object = reading.item(j).table();
      if (reading.isSymbol(j, ",") || Set.of("of", "and", "for", "by").contains(reading.word(j))) {
        break;
      }
    }
    if (subject != null
        && object != null
        && item.tokens().size() == 1
        && !item.isPlural()
        && reading.item(before).isPlural()) {
      throw new Unclear(
          "“"
              + item.text()
              + "” seems to say how two rows belong together: which columns of "
              + subject.name().name()
              + " and "
              + object.name().name()
              + " are compared?");
    }
  }

  /** the population of the capital of a state: a column of what is itself told by a column only. */
  private void requireOwner(int i) throws Unclear {
    boolean chain =
        reading.word(i - 1).equals("of")
            && reading.word(i + 1).equals("of")
            && i + 2 < reading.size();
    Field owner = reading.item(i).field();
    Field owned = chain && i >= 2 ? reading.item(i - 2).field() : null;
    if (owned != null
        && owner != null
        && owned.relation().name().equals(owner.relation().name())
        && sql.kind(owner.column()) == TypeKind.TEXT
        && !reading.item(i).isPlural()) {
      throw new Unclear(
          "“"
              + reading.text(i - 2, i + 1)
              + "” asks for something of the "
              + reading.item(i).text()
              + ", of which "
              + owner.relation().name().name()
              + " tells the value only: is "
              + owned.column().name()
              + " of the row itself meant?");
    }
  }

  /** how much does it cost: the one number that is shown. */
  void readHowMuch() {
    for (int i = 0; i + 1 < reading.size(); i++) {
      boolean much = reading.isPhrase(i, "how much");
      long numbers =
          draft.outputs.stream()
              .filter(o -> o instanceof OfColumn(Field f) && sql.kind(f.column()).isNumeric())
              .count();
      if (much && numbers == 1) {
        reading.use(i, i + 2, "shown");
      }
    }
  }

  /** customers with email: whether the column is one that has to be set rather than shown. */
  private boolean isCondition(int i, Field field) {
    return reading.isWord(i - 1, Set.of("with", "having", "have", "has"))
        && field.isOf(listed)
        && field.column().nullable()
        && !isListContinued(i)
        && draft.outputs.isEmpty();
  }

  private boolean isListContinued(int i) {
    return reading.isSymbol(i + 1, ",")
        || reading.isWord(i + 1, "and") && reading.field(i + 2) != null;
  }

  /** Tables beside the listed one: what is shown of them, or that there is a row of theirs. */
  void readTables() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      String place = table.name().name();
      boolean isListed = table.name().equals(listed.name());
      if (isListed && !isNeeded(table) && !draft.outputs.isEmpty() && !draft.hasFigures()) {
        // names of players, where the names are those of people: only of those who are players.
        draft.joined.add(table);
      } else if (isListed
          && filters.areOn(table)
          && !draft.outputs.isEmpty()
          && !draft.shows(table)
          && draft.groups.isEmpty()) {
        draft.joined.add(table);
      }
      if (isListed || isNeeded(table)) {
        reading.item(i).use(place);
        continue;
      }
      boolean beside =
          reading.isWord(i - 1, BESIDE)
              || reading.isSymbol(i - 1, ",")
              || reading.isWord(i - 1, "with") && !reading.isToMany(listed, table)
              || reading.isWord(i - 1, "all") && reading.word(i - 2).equals("and");
      if (beside && !draft.hasFigures()) {
        showBeside(table);
      } else if (!draft.hasFigures() || reading.isToMany(listed, table)) {
        require(i, table);
      } else {
        draft.joined.add(table);
      }
      reading.item(i).use(place);
    }
  }

  private boolean isNeeded(Relation table) {
    return filters.areOn(table)
        || isBehindAbsent(table)
        || draft.shows(table)
        || draft.groups.stream().anyMatch(g -> g.relation().name().equals(table.name()))
        || draft.order.stream().anyMatch(k -> k.by().relation().name().equals(table.name()))
        || draft.having.stream().anyMatch(h -> h.figure().relation().name().equals(table.name()))
        || draft.counterparts.stream().anyMatch(c -> c.relation().name().equals(table.name()));
  }

  /**
   * no treatment on dogs, courses that were never arranged: the way to the table leads over the
   * rows that must not be there, so that none of its rows can be required.
   */
  private boolean isBehindAbsent(Relation table) {
    return draft.counterparts.stream()
        .filter(Counterpart::absent)
        .anyMatch(
            c ->
                reading.index().paths(listed, table).stream()
                    .limit(1)
                    .flatMap(List::stream)
                    .anyMatch(
                        l ->
                            l.source().name().equals(c.relation().name())
                                || l.target().name().equals(c.relation().name())));
  }

  /** orders with customer name: the rows of the table itself, and columns beside. */
  void showWholeRows() {
    boolean shown = draft.shows(listed) || draft.hasFigures() || !draft.groups.isEmpty();
    for (int i = 0; i + 1 < reading.size() && !shown && !draft.outputs.isEmpty(); i++) {
      Relation table = reading.item(i).table();
      if (table == null) {
        continue;
      }
      boolean columns = Set.of("with", "including").contains(reading.word(i + 1));
      if (table.name().equals(listed.name()) && columns && isFirstShown(i)) {
        draft.outputs.addFirst(new WholeRow(listed));
      }
      return;
    }
  }

  /** Whether nothing that is shown stands before. */
  private boolean isFirstShown(int i) {
    for (int j = 0; j < i; j++) {
      if (reading.item(j).field() != null) {
        return false;
      }
    }
    return true;
  }

  private void showBeside(Relation table) throws Unclear {
    draft.optional.add(table);
    if (draft.outputs.isEmpty()) {
      draft.show(new WholeRow(listed));
    }
    List<Column> shown =
        reading.isToMany(listed, table) ? table.columns() : reading.columns().brief(table);
    for (Column column : shown) {
      if (sql.kind(column) != TypeKind.JSON) {
        draft.show(new OfColumn(new Field(table, column)));
      }
    }
  }

  /** teachers of courses: those that have a row there. */
  private void require(int i, Relation table) throws Unclear {
    if (reading.index().paths(listed, table).isEmpty()) {
      throw new Unclear(
          "No foreign key connects "
              + listed.name().name()
              + " and "
              + table.name().name()
              + ": which columns do they share?");
    }
    boolean further = draft.counterparts.removeIf(c -> !c.absent() && isOnTheWay(c, table));
    draft.counterparts.add(new Counterpart(table, false, i, List.of()));
    notes.assume(
        "“"
            + reading.item(i).text()
            + "” keeps the "
            + listed.name().name()
            + " that have at least one row in "
            + table.name().name()
            + ".",
        further ? 0.04 : 0.1);
  }

  /** a treatment on dogs: whoever has treated a dog has a treatment. */
  private boolean isOnTheWay(Counterpart counterpart, Relation table) {
    List<List<JoinLink>> paths = reading.index().paths(listed, table);
    Relation at = listed;
    for (JoinLink link : paths.size() == 1 ? paths.getFirst() : List.<JoinLink>of()) {
      at = link.opposite(at);
      if (at.name().equals(counterpart.relation().name())) {
        return true;
      }
    }
    return false;
  }
}
