package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.MatchType;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import java.util.Locale;
import java.util.Objects;
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
    schema.extensions().forEach(this::write);
    schema.types().forEach(this::write);
    schema.sequences().forEach(this::write);
    schema.relations().forEach(this::write);
    schema.routines().forEach(this::write);
    schema.triggers().forEach(this::write);
    write(schema.further());
    schema.omissions().forEach(o -> line("omitted: %s, because %s", o.subject(), o.reason()));
  }

  /** Not what depends on the machine: installed collations and the like are only counted. */
  private void write(FurtherObjects further) {
    line("");
    further
        .dependencies()
        .forEach(
            d ->
                line(
                    "%s uses %s%s%s",
                    reference(d.dependent()),
                    reference(d.referenced()),
                    d.columns().isEmpty() ? "" : " " + d.columns(),
                    d.automatic() ? " automatically" : ""));
    further.operators().forEach(this::line);
    further.casts().forEach(this::line);
    further.operatorClasses().forEach(this::line);
    further.collations().forEach(this::line);
    further.statistics().forEach(this::line);
    further.eventTriggers().forEach(this::line);
    further.publications().forEach(this::line);
    further.others().forEach(o -> line("has %s", reference(o)));
    line("access methods %s", further.installed().accessMethods());
    line("languages %s", further.installed().languages());
    line("storage engines %s", further.installed().storageEngines());
  }

  private static String reference(ObjectReference reference) {
    return "%s %s%s"
        .formatted(
            reference.kind().name().toLowerCase(Locale.ROOT),
            reference.name(),
            reference.part() == null ? "" : " (" + reference.part() + ")");
  }

  private void write(Extension extension) {
    line("extension %s in %s", extension.name(), extension.schema());
    ExtensionContents contents = extension.contents();
    if (contents != null) {
      contents.functions().forEach(f -> line("  %s", f));
      contents.operators().forEach(o -> line("  %s", o));
      contents.types().forEach(t -> line("  type %s", t));
      contents.casts().forEach(c -> line("  %s", c));
      contents.operatorClasses().forEach(o -> line("  %s", o));
      contents.relations().forEach(r -> line("  relation %s", r));
    }
  }

  private void line(Record object) {
    line("%s", object);
  }

  private void writeTraits(RelationTraits traits) {
    if (traits.equals(RelationTraits.NONE)) {
      return;
    }
    line(
        "  traits%s%s%s%s%s%s%s%s%s%s%s",
        traits.parents().isEmpty() ? "" : " inherits " + traits.parents(),
        attribute("of type", Objects.toString(traits.ofType(), null)),
        traits.unlogged() ? " unlogged" : "",
        traits.unpopulated() ? " unpopulated" : "",
        traits.systemVersioned() ? " system versioned" : "",
        traits.rowSecurity() ? " row security" : "",
        traits.forcedRowSecurity() ? " forced" : "",
        traits.options().isEmpty() ? "" : " options " + traits.options(),
        attribute("check option", traits.checkOption()),
        attribute("updatability", Objects.toString(traits.updatability(), null)),
        attribute("server", traits.foreignServer()));
    traits.policies().forEach(p -> line("  %s", p));
    traits.rules().forEach(r -> line("  %s", r));
    traits.exclusions().forEach(e -> line("  %s", e));
    traits.looseNotNulls().forEach(l -> line("  %s", l));
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
      line(
          "  primary key %s %s%s",
          key.name(), key.columns(), deferral(key.deferrable(), key.initiallyDeferred()));
    }
    relation
        .uniqueConstraints()
        .forEach(
            u ->
                line(
                    "  unique %s %s%s%s",
                    u.name(),
                    u.columns(),
                    u.nullsDistinct() ? "" : " nulls not distinct",
                    deferral(u.deferrable(), u.initiallyDeferred())));
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
    writeTraits(relation.traits());
    if (relation.definition() != null) {
      line("  as %s", relation.definition());
    }
  }

  private void write(Column column) {
    line(
        "  %d %s %s%s%s%s%s%s%s%s%s%s%s",
        column.position(),
        column.name(),
        column.type(),
        column.nullable() ? "" : " not null",
        attribute("default", column.defaultExpression()),
        column.generation() == ColumnGeneration.NONE ? "" : ", " + column.generation(),
        attribute("as", column.generationExpression()),
        attribute("collation", column.collation()),
        attribute("comment", column.comment()),
        column.invisible() ? " invisible" : "",
        attribute("character set", column.characterSet()),
        attribute("not null by", column.notNullConstraint()),
        column.inherited() ? " inherited" : "");
  }

  private static String deferral(boolean deferrable, boolean initiallyDeferred) {
    return (deferrable ? " deferrable" : "") + (initiallyDeferred ? " initially deferred" : "");
  }

  private void write(ForeignKey key) {
    line(
        "  foreign key %s %s -> %s %s on update %s on delete %s%s%s%s%s%s%s",
        key.name(),
        key.columns(),
        key.target(),
        key.targetColumns(),
        key.onUpdate(),
        key.onDelete(),
        deferral(key.deferrable(), key.initiallyDeferred()),
        key.validated() ? "" : " not validated",
        key.match() == MatchType.SIMPLE ? "" : " match " + key.match(),
        key.unenforced() ? " unenforced" : "",
        attribute("by index", key.targetIndex()),
        key.resetColumns().isEmpty() ? "" : " resets " + key.resetColumns());
  }

  private void write(CheckConstraint check) {
    line(
        "  check %s: %s%s%s%s%s",
        check.name(),
        check.expression(),
        check.validated() ? "" : " not validated",
        check.enforced() ? "" : " not enforced",
        check.noInherit() ? " no inherit" : "",
        check.inherited() ? " inherited" : "");
  }

  private void write(Index index) {
    line(
        "  index %s %s %s%s%s%s%s%s%s%s",
        index.name(),
        index.method(),
        index.parts().stream().map(SchemaText::part).toList(),
        index.includedColumns().isEmpty() ? "" : " include " + index.includedColumns(),
        index.unique() ? " unique" : "",
        index.valid() ? "" : " invalid",
        index.visible() ? "" : " invisible",
        attribute("where", index.predicate()),
        attribute("constraint", index.constraintName()),
        index.nullsEqual() ? " nulls not distinct" : "");
  }

  private static String part(IndexPart part) {
    return (part.column() != null ? part.column() : "expression " + part.expression())
        + (part.prefixLength() == null ? "" : "(" + part.prefixLength() + ")")
        + attribute("class", part.operatorClass())
        + attribute("collation", part.collation())
        + (part.descending() ? " desc" : "")
        + (part.nullsReversed() ? " nulls reversed" : "");
  }

  private void write(UserType type) {
    String comment = attribute("comment", type.comment());
    switch (type) {
      case UserType.Enumeration e -> line("enum %s %s%s", e.name(), e.labels(), comment);
      case UserType.Domain d ->
          line(
              "domain %s %s%s%s checks %s%s%s%s%s",
              d.name(),
              d.baseType(),
              d.nullable() ? "" : " not null",
              attribute("default", d.defaultExpression()),
              d.checks(),
              comment,
              attribute("collation", d.collation()),
              d.constraints().isEmpty() ? "" : " " + d.constraints(),
              attribute("not null by", d.notNullConstraint()));
      case UserType.Composite c -> line("composite %s %s%s", c.name(), c.attributes(), comment);
      case UserType.Range r ->
          line(
              "range %s of %s%s%s",
              r.name(),
              r.subtype(),
              comment,
              attribute("multirange", Objects.toString(r.multirange(), null)));
      case UserType.Base b ->
          line("base type %s%s%s", b.name(), b.shell() ? " shell" : "", comment);
    }
  }

  private void write(Sequence sequence) {
    line(
        "sequence %s %s start %d by %d from %d to %d%s%s%s",
        sequence.name(),
        sequence.type(),
        sequence.start(),
        sequence.increment(),
        sequence.minimum(),
        sequence.maximum(),
        sequence.cycles() ? " cycle" : "",
        sequence.ownedByTable() == null
            ? ""
            : " owned by " + sequence.ownedByTable() + "." + sequence.ownedByColumn(),
        sequence.ofIdentity() ? " for its identity" : "");
  }

  private void write(Routine routine) {
    line(
        "%s %s(%s)%s %s %s%s%s%s%s%s%s",
        routine.kind(),
        routine.name(),
        routine.arguments(),
        routine.result() == null ? "" : " returns " + routine.result(),
        routine.volatility(),
        routine.language(),
        attribute("comment", routine.comment()),
        routine.strict() ? " strict" : "",
        routine.securityDefiner() ? " security definer" : "",
        routine.returnsSet() ? " set" : "",
        attribute("data", routine.dataAccess()),
        routine.parameters().isEmpty() ? "" : " " + routine.parameters());
  }

  private void write(Trigger trigger) {
    line(
        "trigger %s on %s %s %s%s%s%s%s%s: %s",
        trigger.name(),
        trigger.table(),
        trigger.timing(),
        trigger.events(),
        trigger.enabled() ? "" : " disabled",
        trigger.forEachRow() ? " for each row" : "",
        trigger.updateColumns().isEmpty() ? "" : " of " + trigger.updateColumns(),
        trigger.constraint() ? " constraint" : "",
        attribute("function", Objects.toString(trigger.function(), null)),
        trigger.action());
  }

  private static String attribute(String name, @Nullable String value) {
    return value == null ? "" : ", " + name + " " + value;
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
