package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import org.jspecify.annotations.Nullable;

/** A schema as text, one fact per line, for people to review. Without versions and statistics. */
final class SchemaText {
  private final StringBuilder text = new StringBuilder();

  private SchemaText() {}

  static String of(DatabaseSchema schema) {
    SchemaText out = new SchemaText();
    out.write(schema);
    return out.text.toString();
  }

  private void write(DatabaseSchema schema) {
    line("%s, %s", schema.server().product(), schema.server().dialect().label());
    schema.server().settings().forEach((name, value) -> line("setting %s = %s", name, value));
    line("schemas %s", schema.schemas());
    line("search path %s", schema.searchPath());
    schema.extensions().forEach(e -> line("extension %s in %s", e.name(), e.schema()));
    schema.types().forEach(this::write);
    schema.sequences().forEach(this::write);
    schema.relations().forEach(this::write);
    schema.routines().forEach(this::write);
    schema.triggers().forEach(this::write);
    schema.omissions().forEach(o -> line("omitted: %s, because %s", o.subject(), o.reason()));
  }

  private void write(Relation relation) {
    line(
        "%n%s %s%s%s%s",
        relation.kind().label().replace('_', ' '),
        relation.name(),
        attribute("storage", relation.storage()),
        attribute("collation", relation.collation()),
        attribute("comment", relation.comment()));
    relation.columns().forEach(this::write);
    PrimaryKey key = relation.primaryKey();
    if (key != null) {
      line("  primary key %s %s", key.name(), key.columns());
    }
    relation
        .uniqueConstraints()
        .forEach(
            u ->
                line(
                    "  unique %s %s%s",
                    u.name(), u.columns(), u.nullsDistinct() ? "" : " nulls not distinct"));
    relation.foreignKeys().forEach(this::write);
    relation.checks().forEach(this::write);
    relation.indexes().forEach(this::write);
    Partitioning partitioning = relation.partitioning();
    if (partitioning != null) {
      line(
          "  partitioned by %s (%s) into %d: %s",
          partitioning.strategy(),
          partitioning.key(),
          partitioning.partitionCount(),
          partitioning.partitionNames());
    }
    if (relation.definition() != null) {
      line("  as %s", relation.definition());
    }
  }

  private void write(Column column) {
    line(
        "  %d %s %s%s%s%s%s%s%s",
        column.position(),
        column.name(),
        column.type(),
        column.nullable() ? "" : " not null",
        attribute("default", column.defaultExpression()),
        column.generation() == ColumnGeneration.NONE ? "" : ", " + column.generation(),
        attribute("as", column.generationExpression()),
        attribute("collation", column.collation()),
        attribute("comment", column.comment()));
  }

  private void write(ForeignKey key) {
    line(
        "  foreign key %s %s -> %s %s on update %s on delete %s%s%s%s",
        key.name(),
        key.columns(),
        key.target(),
        key.targetColumns(),
        key.onUpdate(),
        key.onDelete(),
        key.deferrable() ? " deferrable" : "",
        key.initiallyDeferred() ? " initially deferred" : "",
        key.validated() ? "" : " not validated");
  }

  private void write(CheckConstraint check) {
    line(
        "  check %s: %s%s%s",
        check.name(),
        check.expression(),
        check.validated() ? "" : " not validated",
        check.enforced() ? "" : " not enforced");
  }

  private void write(Index index) {
    line(
        "  index %s %s %s%s%s%s%s%s%s",
        index.name(),
        index.method(),
        index.parts().stream().map(SchemaText::part).toList(),
        index.includedColumns().isEmpty() ? "" : " include " + index.includedColumns(),
        index.unique() ? " unique" : "",
        index.valid() ? "" : " invalid",
        index.visible() ? "" : " invisible",
        attribute("where", index.predicate()),
        attribute("constraint", index.constraintName()));
  }

  private static String part(IndexPart part) {
    return (part.column() != null ? part.column() : "expression " + part.expression())
        + (part.prefixLength() == null ? "" : "(" + part.prefixLength() + ")")
        + (part.descending() ? " desc" : "");
  }

  private void write(UserType type) {
    String comment = attribute("comment", type.comment());
    switch (type) {
      case UserType.Enumeration e -> line("enum %s %s%s", e.name(), e.labels(), comment);
      case UserType.Domain d ->
          line(
              "domain %s %s%s%s checks %s%s",
              d.name(),
              d.baseType(),
              d.nullable() ? "" : " not null",
              attribute("default", d.defaultExpression()),
              d.checks(),
              comment);
      case UserType.Composite c -> line("composite %s %s%s", c.name(), c.attributes(), comment);
      case UserType.Range r -> line("range %s of %s%s", r.name(), r.subtype(), comment);
    }
  }

  private void write(Sequence sequence) {
    line(
        "sequence %s %s start %d by %d from %d to %d%s%s",
        sequence.name(),
        sequence.type(),
        sequence.start(),
        sequence.increment(),
        sequence.minimum(),
        sequence.maximum(),
        sequence.cycles() ? " cycle" : "",
        sequence.ownedByTable() == null
            ? ""
            : " owned by " + sequence.ownedByTable() + "." + sequence.ownedByColumn());
  }

  private void write(Routine routine) {
    line(
        "%s %s(%s)%s %s %s%s",
        routine.kind(),
        routine.name(),
        routine.arguments(),
        routine.result() == null ? "" : " returns " + routine.result(),
        routine.volatility(),
        routine.language(),
        attribute("comment", routine.comment()));
  }

  private void write(Trigger trigger) {
    line(
        "trigger %s on %s %s %s%s: %s",
        trigger.name(),
        trigger.table(),
        trigger.timing(),
        trigger.events(),
        trigger.enabled() ? "" : " disabled",
        trigger.action());
  }

  private static String attribute(String name, @Nullable String value) {
    return value == null ? "" : ", " + name + " " + value;
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
