package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** As definitions, which models that were trained on them read best. */
final class DdlText extends TableText {
  DdlText(SchemaSnapshot snapshot, TableRanking ranking, ScriptMode mode) {
    super(snapshot, ranking, mode);
  }

  @Override
  String remark(String text) {
    return "-- " + text + "\n";
  }

  @Override
  String write(Relation relation, @Nullable Set<String> only) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    if (relation.comment() != null) {
      text.append(remark(Untrusted.line(relation.comment(), MAX_TABLE_COMMENT)));
    }
    String kind = relation.kind().isTable() ? "TABLE" : "VIEW";
    text.append("CREATE ").append(kind).append(' ').append(name(relation)).append(" (\n");
    Set<String> inline = new HashSet<>();
    int hidden = 0;
    for (Column column : relation.columns()) {
      if (isShown(column, only)) {
        column(relation, column, inline, text);
      } else {
        hidden++;
      }
    }
    for (String constraint : constraints(relation, inline)) {
      text.append("  ").append(constraint).append(",\n");
    }
    text.append(");\n");
    if (hidden > 0) {
      text.append(remark(hidden + " more columns, not shown"));
    }
    if (relation.statistics().rowEstimate() != RelationStatistics.UNKNOWN) {
      text.append(remark("about " + relation.statistics().rowEstimate() + " rows"));
    }
    if (withIndexes()) {
      indexes(relation, text);
    }
    return text.toString();
  }

  private void column(Relation relation, Column column, Set<String> inline, StringBuilder text)
      throws InterruptedException {
    text.append("  ").append(write(column.name())).append(' ').append(type(column));
    if (isPrimaryKey(relation, column)) {
      text.append(" PRIMARY KEY");
    } else if (!column.nullable()) {
      text.append(" NOT NULL");
    }
    if (column.generation().isComputed()) {
      text.append(" GENERATED");
    } else if (column.defaultExpression() != null) {
      text.append(" DEFAULT ").append(Untrusted.line(column.defaultExpression(), MAX_EXPRESSION));
    }
    reference(relation, column)
        .ifPresent(
            key -> {
              inline.add(key.name());
              text.append(" REFERENCES ").append(target(key));
            });
    text.append(',');
    List<String> remarks = new ArrayList<>();
    List<String> values = values(relation, column);
    if (!values.isEmpty()) {
      remarks.add(
          values.stream()
              .limit(MAX_VALUES)
              .map(this::literal)
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    if (column.comment() != null) {
      remarks.add(Untrusted.line(column.comment(), MAX_COLUMN_COMMENT));
    }
    text.append(remarks.isEmpty() ? "\n" : " -- " + String.join("; ", remarks) + "\n");
  }

  private List<String> constraints(Relation relation, Set<String> inline) {
    List<String> constraints = new ArrayList<>();
    if (relation.primaryKey() != null && relation.primaryKey().columns().size() > 1) {
      constraints.add("PRIMARY KEY " + names(relation.primaryKey().columns()));
    }
    for (UniqueConstraint unique : relation.uniqueConstraints()) {
      constraints.add("UNIQUE " + names(unique.columns()));
    }
    for (ForeignKey key : relation.foreignKeys()) {
      if (!inline.contains(key.name())) {
        constraints.add("FOREIGN KEY " + names(key.columns()) + " REFERENCES " + target(key));
      }
    }
    for (CheckConstraint check : relation.checks()) {
      String name = withIndexes() ? "CONSTRAINT " + write(check.name()) + " " : "";
      constraints.add(name + "CHECK (" + Untrusted.line(check.expression(), MAX_EXPRESSION) + ")");
    }
    return constraints;
  }

  private void indexes(Relation relation, StringBuilder text) {
    for (Index index : relation.indexes()) {
      if (Untrusted.isPlainName(index.name())) {
        text.append(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
            .append(write(index.name()))
            .append(" ON ")
            .append(name(relation))
            .append(
                index.parts().stream()
                    .map(this::part)
                    .collect(Collectors.joining(", ", " (", ");")))
            .append(index.predicate() == null ? "\n" : " -- partial\n");
      }
    }
  }
}
