package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts CREATE INDEX. */
final class CreateIndexDrafter {
  private final Reading reading;
  private final ChangeTarget target;
  private final NewNames names;
  private final IndexWriter indexes;

  CreateIndexDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.indexes = new IndexWriter(reading, sql, script);
  }

  /**
   * @param nouns all words of the request
   */
  void draft(Set<String> nouns) throws Unclear {
    String name = readName();
    Relation table = target.indexedTable();
    List<Field> fields = target.fieldsOf(table);
    if (fields.isEmpty()) {
      throw new Unclear("Which columns of " + table.name().name() + " is the index to have?");
    }
    target.use(table);
    reading.useWords(
        Set.of(
            "finding",
            "find",
            "searching",
            "search",
            "lookup",
            "lookups",
            "filtering",
            "sorting",
            "speed",
            "up",
            "queries",
            "fast",
            "faster"));
    List<String> columns = fields.stream().map(f -> f.column().name()).distinct().toList();
    indexes.write(new NewIndex(table, columns, nouns.contains("unique"), name));
  }

  /** The name that the request gives; {@code null} where it gives none. */
  private @Nullable String readName() throws Unclear {
    String name = null;
    for (int i = 0; i + 1 < reading.size(); i++) {
      boolean announced = reading.isWord(i, Set.of("named", "called"));
      Item next = reading.item(i + 1);
      if (announced
          && (next.isKind(Token.Kind.WORD)
              || next.isKind(Token.Kind.QUOTED)
              || next.isKind(Token.Kind.VALUE))) {
        name = next.text();
        names.requireName(name);
        reading.use(i, i + 2);
      }
    }
    return name;
  }
}
