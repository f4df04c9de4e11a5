package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes tables and views down as models read them: names as a script has to spell them. */
abstract sealed class TableText permits CompactText, DdlText, MSchemaText {
  static final int MAX_TABLE_COMMENT = 200;
  static final int MAX_COLUMN_COMMENT = 120;
  static final int MAX_EXPRESSION = 120;
  static final int MAX_VALUES = 24;
  static final int MAX_TYPE = 80;
  private static final int MAX_VALUE = 40;

  private final SchemaSnapshot snapshot;
  private final SchemaCatalog catalog;
  private final TableRanking ranking;
  private final boolean withIndexes;

  TableText(SchemaSnapshot snapshot, TableRanking ranking, ScriptMode mode) {
    this.snapshot = snapshot;
    this.catalog = snapshot.catalog();
    this.ranking = ranking;
    this.withIndexes =
        switch (mode) {
          case QUERY, DML -> false;
          case DDL, MIGRATION, MAINTENANCE -> true;
        };
  }

  /**
   * @param only the columns to show; {@code null} for all
   * @throws InterruptedException if the calling thread was interrupted
   */
  abstract String write(Relation relation, @Nullable Set<String> only) throws InterruptedException;

  /** A line about what stands above it. */
  String remark(String text) {
    return "  " + text + "\n";
  }

  /** Whether the script may be about the definitions themselves. */
  final boolean withIndexes() {
    return withIndexes;
  }

  /** Whether the column is to be shown, and can be. */
  static boolean isShown(Column column, @Nullable Set<String> only) {
    return (only == null || only.contains(column.name())) && Untrusted.isPlainName(column.name());
  }

  /** The name as it has to stand in a script, with its schema where that is needed. */
  final String name(Relation relation) {
    return catalog.isOnSearchPath(relation)
        ? write(relation.name().name())
        : qualified(relation.name());
  }

  private String qualified(ObjectName name) {
    return write(name.schema()) + "." + write(name.name());
  }

  final String write(String name) {
    return Identifiers.write(catalog.dialect(), name);
  }

  /** The values that the column is known to hold. */
  final List<String> values(Relation relation, Column column) throws InterruptedException {
    return ranking.values(snapshot, relation, column.name());
  }

  final String literal(String value) {
    return Identifiers.literal(catalog.dialect(), Untrusted.line(value, MAX_VALUE));
  }

  static String type(Column column) {
    return Untrusted.line(column.type(), MAX_TYPE);
  }

  static boolean isPrimaryKey(Relation relation, Column column) {
    return relation.primaryKey() != null
        && relation.primaryKey().columns().equals(List.of(column.name()));
  }

  /** The foreign key of this column alone. */
  static Optional<ForeignKey> reference(Relation relation, Column column) {
    return relation.foreignKeys().stream()
        .filter(key -> key.columns().equals(List.of(column.name())))
        .findFirst();
  }

  /** What a foreign key leads to. */
  final String target(ForeignKey key) {
    String table =
        catalog.find(key.target()).map(this::name).orElseGet(() -> qualified(key.target()));
    return table + names(key.targetColumns());
  }

  final String names(List<String> columns) {
    return "(" + String.join(", ", columns.stream().map(this::write).toList()) + ")";
  }

  final String part(IndexPart part) {
    String column = part.column();
    return column == null
        ? Untrusted.line(String.valueOf(part.expression()), MAX_EXPRESSION)
        : write(column);
  }
}
