package dev.dbsa.adapter.rest;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.testing.SchemaBuilder;
import java.util.List;

/** At least one object of every type that a snapshot knows, with names that are hard to handle. */
final class RichSchema {
  private RichSchema() {}

  static DatabaseSchema build() {
    SchemaBuilder schema = SchemaBuilder.postgresql();
    return schema
        .table(
            "we\"ird. Tabelle 🦉",
            t ->
                t.id("id")
                    .column("Größe", "numeric(5,2)", c -> c.comment("in Metern, \"genau\""))
                    .check("positive", "\"Größe\" > 0")
                    .index(
                        new Index(
                            "lower_idx",
                            List.of(new IndexPart(null, "lower(x)", true, null)),
                            List.of("id"),
                            false,
                            "btree",
                            "id > 0",
                            true,
                            true,
                            null)))
        .relation(
            RelationKind.PARTITIONED_TABLE,
            "events",
            t ->
                t.column("at", "date")
                    .partitioned(new Partitioning("range", "at", 2, List.of("e1", "e2"))))
        .relation(RelationKind.FOREIGN_TABLE, "remote", t -> t.column("id", "integer"))
        .relation(RelationKind.MATERIALIZED_VIEW, "totals", t -> t.column("sum", "numeric"))
        .view("all_events", "SELECT * FROM events", t -> t.column("at", "date"))
        .sequence("free_numbers")
        .sequence(
            new Sequence(
                schema.name("owned_numbers"),
                "integer",
                1,
                1,
                1,
                100,
                true,
                schema.name("events"),
                "at"))
        .enumeration("mood", "sad", "ok", "happy")
        .type(
            new UserType.Domain(
                schema.name("email"), "text", true, null, List.of("VALUE ~ '@'"), "an address"))
        .type(
            new UserType.Composite(
                schema.name("point3"),
                List.of(new UserType.Composite.Attribute("x", "integer")),
                null))
        .type(new UserType.Range(schema.name("spans"), "numeric", null))
        .function("f", "a integer", "integer")
        .routine(routine(schema.name("p"), Routine.Kind.PROCEDURE))
        .routine(routine(schema.name("agg"), Routine.Kind.AGGREGATE))
        .routine(routine(schema.name("win"), Routine.Kind.WINDOW))
        .trigger(
            new Trigger(
                "touch", schema.name("events"), "before", List.of("update"), "touch()", true))
        .extension("pg_trgm", "1.6")
        .build();
  }

  private static Routine routine(ObjectName name, Routine.Kind kind) {
    return new Routine(name, kind, "", null, "stable", "sql", "a routine");
  }
}
