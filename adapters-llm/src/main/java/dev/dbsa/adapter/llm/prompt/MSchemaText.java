package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As M-Schema, the form of the models of XiYan-SQL (Gao et al. 2024, “A Preview of XiYan-SQL”): a
 * list of columns for each table, each with type, comment and examples.
 */
final class MSchemaText extends TableText {
  private static final int MAX_EXAMPLES = 6;

  MSchemaText(SchemaSnapshot snapshot, TableRanking ranking, ScriptMode mode) {
    super(snapshot, ranking, mode);
  }

  @Override
  String write(Relation relation, @Nullable Set<String> only) throws InterruptedException {
    StringBuilder text = new StringBuilder("# Table: ").append(name(relation));
    if (relation.comment() != null) {
      text.append(", ").append(Untrusted.line(relation.comment(), MAX_TABLE_COMMENT));
    }
    text.append("\n[\n");
    int hidden = 0;
    for (Column column : relation.columns()) {
      if (isShown(column, only)) {
        column(relation, column, text);
      } else {
        hidden++;
      }
    }
    text.append("]\n");
    if (hidden > 0) {
      text.append(remark(hidden + " more columns, not shown"));
    }
    for (ForeignKey key : relation.foreignKeys()) {
      text.append(name(relation)).append(names(key.columns()));
      text.append('=').append(target(key)).append('\n');
    }
    for (CheckConstraint check : relation.checks()) {
      text.append(remark("check " + Untrusted.line(check.expression(), MAX_EXPRESSION)));
    }
    if (withIndexes()) {
      for (Index index : relation.indexes()) {
        if (Untrusted.isPlainName(index.name())) {
          String kind = index.unique() ? "unique index " : "index ";
          text.append(
              remark(
                  kind
                      + write(index.name())
                      + index.parts().stream()
                          .map(this::part)
                          .collect(Collectors.joining(", ", " (", ")"))));
        }
      }
    }
    return text.toString();
  }

  private void column(Relation relation, Column column, StringBuilder text)
      throws InterruptedException {
    text.append('(').append(write(column.name())).append(':').append(type(column));
    if (isPrimaryKey(relation, column)) {
      text.append(", Primary Key");
    } else if (!column.nullable()) {
      text.append(", not null");
    }
    if (column.comment() != null) {
      text.append(", ").append(Untrusted.line(column.comment(), MAX_COLUMN_COMMENT));
    }
    List<String> values = values(relation, column);
    if (!values.isEmpty()) {
      text.append(
          values.stream()
              .limit(MAX_EXAMPLES)
              .map(this::literal)
              .collect(Collectors.joining(", ", ", Examples: [", "]")));
    }
    text.append("),\n");
  }
}
