package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Reads amounts without a column's name: orders over 100. */
final class AmountFilterReader {
  private final Reading reading;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Filters filters;
  private final ComparisonReader comparisons;

  AmountFilterReader(Reading reading, Filters filters) {
    this.reading = reading;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.filters = filters;
    this.comparisons = new ComparisonReader(reading);
  }

  void read() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      int at =
          reading.isWord(i + 1, Set.of("with", "worth", "costing", "that", "of")) ? i + 2 : i + 1;
      at = reading.isWord(at, Set.of("cost", "costing", "worth", "are", "is")) ? at + 1 : at;
      Comparison comparison = comparisons.comparisonAt(at);
      boolean numeric = comparison != null && reading.isNumber(comparison.next());
      if (comparison == null || !numeric || reading.table(comparison.next() + 1) != null) {
        continue;
      }
      List<Column> amounts = columns.amounts(table);
      if (amounts.isEmpty()) {
        throw new Unclear(
            "Which column of "
                + table.name().name()
                + " is to be compared with "
                + reading.item(comparison.next()).text()
                + "?");
      }
      Field field = new Field(table, amounts.getFirst());
      if (amounts.size() > 1) {
        notes.ask(
            "The amount is taken from "
                + amounts.getFirst().name()
                + "; "
                + String.join(", ", amounts.stream().skip(1).map(Column::name).toList())
                + " would be possible too. Is that right?",
            0.1);
      } else {
        notes.assume(
            "The amount is " + table.name().name() + "." + field.column().name() + ".", 0.03);
      }
      String written = filters.literal(field, reading.item(comparison.next()).text());
      String operator = comparison.operator();
      filters.add(
          i + 1, comparison.next() + 1, field, column -> column + " " + operator + " " + written);
    }
  }
}
