package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Reads which rows are meant by their key or their name: customer 42, products named 'Lamp'. */
final class IdentityFilterReader {
  private static final Set<String> NAMED =
      Set.of("named", "called", "titled", "labelled", "labeled");

  private final Reading reading;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Filters filters;
  private final ValueReader values;

  IdentityFilterReader(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.filters = filters;
    this.values = new ValueReader(reading, sql);
  }

  /** Reads what is named: products named 'Lamp'. */
  void readNames(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (!reading.isWord(i, NAMED)) {
        continue;
      }
      Relation table =
          i > 0 && reading.item(i - 1).table() != null ? reading.item(i - 1).table() : base;
      if (table == null) {
        continue;
      }
      Field field = new Field(table, label(table));
      Value value = values.valueAt(i + 1, field, true);
      if (value != null) {
        filters.compare(i, value.end(), field, "=", value);
      }
    }
  }

  /** Reads keys and names that stand right after a table: customer 42, customer 'Alice'. */
  void readIdentities(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      int at = i + 1;
      if (reading.isWord(at, Set.of("number", "no", "nr")) || reading.isSymbol(at, "#")) {
        at++;
      }
      if (reading.isNumber(at) || isUuid(at)) {
        boolean singular = at > i + 1 || !reading.item(i).isPlural();
        if (singular) {
          readKey(i, at, table, base);
        }
      } else if (at < reading.size()
          && reading.item(at).isQuotedValue()
          && !reading.item(at).isUsed()) {
        readName(i, at, table, base);
      }
    }
  }

  private boolean isUuid(int i) {
    return i < reading.size()
        && reading.item(i).isQuotedValue()
        && reading.item(i).text().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }

  private void readKey(int i, int at, Relation table, Relation base) throws Unclear {
    Column key =
        columns
            .identifier(table)
            .orElseThrow(
                () ->
                    new Unclear(
                        table.name().name()
                            + " has no single key column: which column is the number in?"));
    boolean own = table.name().equals(base.name());
    Field field = own ? new Field(table, key) : referring(base, table, key);
    String written = filters.literal(field, reading.item(at).text());
    filters.add(own ? at : i, at + 1, field, column -> column + " = " + written);
    if (own) {
      notes.assume(
          "“"
              + reading.item(at).text()
              + "” is the key ("
              + key.name()
              + ") of "
              + table.name().name()
              + ".",
          0.02);
    }
  }

  /** The base's own column that holds the key, where there is exactly one: it spares a join. */
  private Field referring(Relation base, Relation table, Column key) {
    List<Field> fields =
        columns.index().links(base).stream()
            .filter(
                l ->
                    l.source().name().equals(base.name()) && l.target().name().equals(table.name()))
            .filter(l -> l.targetColumns().equals(List.of(key.name())))
            .flatMap(l -> base.findColumn(l.sourceColumns().getFirst()).stream())
            .map(c -> new Field(base, c))
            .toList();
    References.Link named = fields.size() > 1 ? new References(reading).to(base, table) : null;
    if (named != null) {
      return new Field(base, named.column());
    }
    return fields.size() == 1 ? fields.getFirst() : new Field(table, key);
  }

  private void readName(int i, int at, Relation table, Relation base) throws Unclear {
    if (reading.isWord(at + 1, Set.of("is", "are", "was", "were", "has", "did", "does"))) {
      // the organization that Ada is in: the name is that of somebody else.
      return;
    }
    Column label = label(table);
    Field field = new Field(table, label);
    String written = filters.literal(field, reading.item(at).text());
    notes.assume(
        "“"
            + reading.item(at).text()
            + "” stands in "
            + table.name().name()
            + "."
            + label.name()
            + ".",
        0.04);
    boolean own = table.name().equals(base.name());
    filters.add(own ? at : i, at + 1, field, column -> column + " = " + written);
  }

  private Column label(Relation table) throws Unclear {
    List<Column> labels = columns.labels(table);
    if (labels.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " holds its name?");
    }
    return labels.getFirst();
  }
}
