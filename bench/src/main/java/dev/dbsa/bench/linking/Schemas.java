package dev.dbsa.bench.linking;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes one schema of many, as a company's database that has grown for years. */
public final class Schemas {
  private Schemas() {}

  /** The schema as a snapshot of a connection that is nowhere. */
  public static SchemaSnapshot snapshot(DatabaseSchema schema) {
    return new SchemaSnapshot(
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH),
        schema);
  }

  /** Puts the tables of each snapshot into a schema of its name. */
  static SchemaSnapshot united(Map<String, SchemaSnapshot> parts, Set<String> left) {
    List<Relation> relations = new ArrayList<>();
    List<String> names = new ArrayList<>();
    ServerInfo server = parts.values().iterator().next().schema().server();
    parts.forEach(
        (name, part) -> {
          if (!left.contains(name)) {
            names.add(name);
            part.schema().relations().forEach(relation -> relations.add(moved(relation, name)));
          }
        });
    return snapshot(
        new DatabaseSchema(
            server, names, names, relations, List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of()));
  }

  private static Relation moved(Relation relation, String schema) {
    return new Relation(
        new ObjectName(schema, relation.name().name()),
        relation.kind(),
        relation.comment(),
        relation.columns(),
        relation.primaryKey(),
        relation.uniqueConstraints(),
        relation.foreignKeys().stream().map(key -> moved(key, schema)).toList(),
        relation.checks(),
        relation.indexes(),
        relation.definition(),
        relation.storage(),
        relation.collation(),
        relation.partitioning(),
        relation.statistics());
  }

  private static ForeignKey moved(ForeignKey key, String schema) {
    return new ForeignKey(
        key.name(),
        key.columns(),
        new ObjectName(schema, key.target().name()),
        key.targetColumns(),
        key.onUpdate(),
        key.onDelete(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated());
  }
}
