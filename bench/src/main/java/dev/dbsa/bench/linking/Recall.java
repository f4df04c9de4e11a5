package dev.dbsa.bench.linking;

import dev.dbsa.adapter.llm.prompt.SchemaExcerpt;
import dev.dbsa.domain.schema.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what of the needed tables and columns is shown. */
final class Recall {
  private int questions;
  private int whole;
  private int allTables;
  private int allColumns;
  private long tables;
  private long tablesShown;
  private long columns;
  private long columnsShown;

  /**
   * @param schema the schema that holds the right tables; {@code null} where there is but one
   */
  void add(Question question, SchemaExcerpt excerpt, @Nullable String schema) {
    Set<String> shown = new HashSet<>();
    for (Map.Entry<ObjectName, Set<String>> table : excerpt.columns().entrySet()) {
      if (schema == null || table.getKey().schema().equals(schema)) {
        String name = table.getKey().name().toLowerCase(Locale.ROOT);
        shown.add(name);
        table.getValue().forEach(c -> shown.add(name + "." + c.toLowerCase(Locale.ROOT)));
      }
    }
    questions++;
    whole += excerpt.whole() ? 1 : 0;
    long foundTables = count(question.tables(), shown);
    long foundColumns = count(question.columns(), shown);
    tables += question.tables().size();
    tablesShown += foundTables;
    columns += question.columns().size();
    columnsShown += foundColumns;
    allTables += foundTables == question.tables().size() ? 1 : 0;
    allColumns += foundColumns == question.columns().size() ? 1 : 0;
  }

  private static long count(List<String> wanted, Set<String> shown) {
    return wanted.stream().filter(name -> shown.contains(name.toLowerCase(Locale.ROOT))).count();
  }

  String text() {
    return "tables %s, columns %s; all tables of a question %s, all columns %s; shown whole %s"
        .formatted(
            share(tablesShown, tables),
            share(columnsShown, columns),
            share(allTables, questions),
            share(allColumns, questions),
            share(whole, questions));
  }

  private static String share(long part, long all) {
    return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 100.0 : 100.0 * part / all);
  }
}
