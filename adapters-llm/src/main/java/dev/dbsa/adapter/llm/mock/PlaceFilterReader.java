package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads places: customers from Germany, customers in Berlin. */
final class PlaceFilterReader {
  private static final Set<String> COUNTRIES =
      Set.of(
          """
          argentina australia austria belgium brazil bulgaria canada chile china colombia croatia cyprus czechia denmark
          egypt england estonia finland france germany greece hungary iceland india indonesia iran iraq ireland israel
          italy japan kenya korea latvia lithuania luxembourg malaysia malta mexico morocco netherlands nigeria norway
          pakistan peru philippines poland portugal romania russia scotland serbia singapore slovakia slovenia spain
          sweden switzerland taiwan thailand turkey uk ukraine usa us uruguay venezuela vietnam wales deutschland
          osterreich schweiz
          """
              .strip()
              .split("\\s+"));

  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Filters filters;
  private final ValueReader values;

  PlaceFilterReader(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.filters = filters;
    this.values = new ValueReader(reading, sql);
  }

  void read(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (!reading.isWord(i, Set.of("from", "in", "at"))) {
        continue;
      }
      Item item = reading.item(i + 1);
      boolean quoted = item.isQuotedValue();
      if (item.isUsed() || !quoted && !(item.isPlainWord() && item.isCapitalised())) {
        continue;
      }
      Field field = place(base, item);
      Value value = field == null ? null : values.valueAt(i + 1, field, true);
      if (field != null && value != null) {
        notes.assume(
            "“"
                + value.text()
                + "” stands in "
                + field.relation().name().name()
                + "."
                + field.column().name()
                + ".",
            0.05);
        filters.compare(i, value.end(), field, "=", value);
      }
    }
  }

  private @Nullable Field place(Relation base, Item item) {
    List<Relation> candidates = new ArrayList<>(List.of(base));
    reading.scope().stream().filter(r -> !r.name().equals(base.name())).forEach(candidates::add);
    columns.index().links(base).stream()
        .filter(link -> link.source().name().equals(base.name()))
        .forEach(link -> candidates.add(link.target()));
    boolean country = COUNTRIES.contains(item.first().fold());
    List<Set<String>> kinds =
        country
            ? List.of(
                Set.of("countri", "nation", "land"),
                Set.of("citi", "town", "region", "stat", "location", "plac"))
            : List.of(
                Set.of("citi", "town", "stadt", "ort"),
                Set.of("region", "stat", "provinc", "location", "countri", "plac"));
    for (Relation relation : candidates) {
      for (Set<String> kind : kinds) {
        Optional<Column> column =
            columns.byWords(relation, kind).filter(c -> sql.kind(c) == TypeKind.TEXT);
        if (column.isPresent()) {
          return new Field(relation, column.get());
        }
      }
    }
    return null;
  }
}
