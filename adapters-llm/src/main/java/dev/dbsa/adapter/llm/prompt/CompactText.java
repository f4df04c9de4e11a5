package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In few tokens: a line for each column, and a word for what other forms take a clause for. */
final class CompactText extends TableText {
  CompactText(SchemaSnapshot snapshot, TableRanking ranking, ScriptMode mode) {
    super(snapshot, ranking, mode);
  }

  @Override
  String write(Relation relation, @Nullable Set<String> only) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append(relation.kind().label().replace('_', ' ')).append(' ').append(name(relation));
    rows(relation.statistics(), text);
    comment(relation.comment(), MAX_TABLE_COMMENT, text);
    text.append('\n');
    int hidden = 0;
    Set<String> inline = new HashSet<>();
    for (Column column : relation.columns()) {
      boolean shown = only == null || only.contains(column.name());
      if (shown && Untrusted.isPlainName(column.name())) {
        column(relation, column, inline, text);
      } else {
        hidden++;
      }
    }
    if (hidden > 0) {
      text.append("  (").append(hidden).append(" more columns, not shown)\n");
    }
    keys(relation, inline, text);
    partitions(relation.partitioning(), text);
    if (withIndexes()) {
      indexes(relation, text);
    }
    return text.toString();
  }

  private static void rows(RelationStatistics statistics, StringBuilder text) {
    if (statistics.rowEstimate() != RelationStatistics.UNKNOWN) {
      text.append(" (about ").append(statistics.rowEstimate()).append(" rows)");
    }
  }

  private static void comment(@Nullable String comment, int maxLength, StringBuilder text) {
    String line = comment == null ? "" : Untrusted.line(comment, maxLength);
    if (!line.isEmpty()) {
      text.append(" -- ").append(line);
    }
  }

  private void column(Relation relation, Column column, Set<String> inline, StringBuilder text)
      throws InterruptedException {
    text.append("  ").append(write(column.name())).append(' ');
    List<String> values = values(relation, column);
    boolean spelledOut = column.type().regionMatches(true, 0, "enum(", 0, 5);
    text.append(spelledOut && !values.isEmpty() ? "enum" : Untrusted.line(column.type(), MAX_TYPE));
    if (relation.primaryKey() != null
        && relation.primaryKey().columns().equals(List.of(column.name()))) {
      text.append(" primary key");
    } else if (!column.nullable()) {
      text.append(" not null");
    }
    generation(column, text);
    if (!values.isEmpty()) {
      values(values, text);
    }
    reference(relation, column)
        .ifPresent(
            key -> {
              inline.add(key.name());
              text.append(" -> ").append(target(key));
            });
    comment(column.comment(), MAX_COLUMN_COMMENT, text);
    text.append('\n');
  }

  private static void generation(Column column, StringBuilder text) {
    if (column.generation().isComputed()) {
      text.append(" computed");
    } else if (column.generation() != ColumnGeneration.NONE) {
      text.append(
          column.generation() == ColumnGeneration.IDENTITY_ALWAYS
              ? " identity always"
              : " generated");
    } else if (column.defaultExpression() != null) {
      text.append(" default ").append(Untrusted.line(column.defaultExpression(), MAX_EXPRESSION));
    }
  }

  private void values(List<String> values, StringBuilder text) {
    text.append(" in (");
    for (int i = 0; i < Math.min(MAX_VALUES, values.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(literal(values.get(i)));
    }
    if (values.size() > MAX_VALUES) {
      text.append(", and ").append(values.size() - MAX_VALUES).append(" more");
    }
    text.append(')');
  }

  private void keys(Relation relation, Set<String> inline, StringBuilder text) {
    if (relation.primaryKey() != null && relation.primaryKey().columns().size() > 1) {
      text.append("  primary key ").append(names(relation.primaryKey().columns())).append('\n');
    }
    for (UniqueConstraint unique : relation.uniqueConstraints()) {
      text.append("  unique ").append(names(unique.columns())).append('\n');
    }
    for (ForeignKey key : relation.foreignKeys()) {
      if (!inline.contains(key.name())) {
        text.append("  foreign key ").append(names(key.columns())).append(" -> ");
        text.append(target(key)).append('\n');
      }
    }
    for (CheckConstraint check : relation.checks()) {
      text.append(withIndexes() ? "  constraint " + write(check.name()) + " check " : "  check ");
      text.append(Untrusted.line(check.expression(), MAX_EXPRESSION)).append('\n');
    }
  }

  private static void partitions(@Nullable Partitioning partitioning, StringBuilder text) {
    if (partitioning != null) {
      text.append("  partitioned by ")
          .append(partitioning.strategy())
          .append(" (")
          .append(Untrusted.line(partitioning.key(), MAX_EXPRESSION))
          .append("), ")
          .append(partitioning.partitionCount())
          .append(" partitions\n");
    }
  }

  private void indexes(Relation relation, StringBuilder text) {
    for (Index index : relation.indexes()) {
      if (Untrusted.isPlainName(index.name())) {
        text.append(index.unique() ? "  unique index " : "  index ").append(write(index.name()));
        text.append(' ').append(index.method().toLowerCase(Locale.ROOT)).append(" (");
        text.append(String.join(", ", index.parts().stream().map(this::part).toList()));
        text.append(index.predicate() == null ? ")\n" : ") partial\n");
      }
    }
  }
}
