package dev.dbsa.domain.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a schema's content: SHA-256 in lower-case hex over a canonical form. Two readings
 * of the same schema have the same hash whatever order the server answered in; estimates of rows
 * and sizes and the list of omissions do not count.
 */
public final class SchemaHash {
  /** Part of the hashed form, so that a change of the form never looks like a change of nothing. */
  private static final String FORM = "dbsa-schema-2";

  private final MessageDigest digest;

  private SchemaHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static String of(DatabaseSchema schema) {
    SchemaHash hash = new SchemaHash();
    hash.add(FORM);
    hash.server(schema.server());
    hash.strings(schema.schemas());
    hash.strings(schema.searchPath());
    schema.relations().forEach(hash::relation);
    schema.sequences().forEach(hash::sequence);
    schema.types().forEach(hash::type);
    schema.routines().forEach(hash::routine);
    schema.triggers().forEach(hash::trigger);
    schema.extensions().forEach(e -> hash.add("extension", e.name(), e.version(), e.schema()));
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void server(ServerInfo server) {
    add("server", server.dialect().label(), server.product(), server.version(), server.database());
    server.settings().forEach((name, value) -> add("setting", name, value));
  }

  private void relation(Relation relation) {
    add(
        "relation",
        relation.kind().label(),
        relation.comment(),
        relation.definition(),
        relation.storage());
    add(relation.collation());
    name(relation.name());
    relation.columns().forEach(this::column);
    PrimaryKey primaryKey = relation.primaryKey();
    if (primaryKey != null) {
      add("primary key", primaryKey.name());
      strings(primaryKey.columns());
    }
    unordered(relation.uniqueConstraints(), SchemaHash::uniqueConstraint);
    unordered(relation.foreignKeys(), SchemaHash::foreignKey);
    unordered(
        relation.checks(),
        (h, c) ->
            h.add(
                "check",
                c.name(),
                c.expression(),
                String.valueOf(c.validated()),
                String.valueOf(c.enforced())));
    unordered(relation.indexes(), SchemaHash::index);
    Partitioning partitioning = relation.partitioning();
    if (partitioning != null) {
      add(
          "partitioning",
          partitioning.strategy(),
          partitioning.key(),
          String.valueOf(partitioning.partitionCount()));
      strings(partitioning.partitionNames());
      partitioning.partitions().forEach(this::partition);
    }
  }

  private void partition(Partition partition) {
    add("partition", partition.bound(), String.valueOf(partition.divided()));
    name(partition.name());
    name(partition.parent());
    strings(partition.columnOrder());
  }

  private void column(Column column) {
    add(
        "column",
        column.name(),
        column.type(),
        String.valueOf(column.nullable()),
        column.defaultExpression());
    add(
        column.generation().name(),
        column.generationExpression(),
        column.collation(),
        column.comment());
  }

  private void uniqueConstraint(UniqueConstraint constraint) {
    add("unique", constraint.name(), String.valueOf(constraint.nullsDistinct()));
    strings(constraint.columns());
  }

  private void foreignKey(ForeignKey key) {
    add("foreign key", key.name(), key.onUpdate().name(), key.onDelete().name());
    add(
        String.valueOf(key.deferrable()),
        String.valueOf(key.initiallyDeferred()),
        String.valueOf(key.validated()));
    strings(key.columns());
    name(key.target());
    strings(key.targetColumns());
  }

  private void index(Index index) {
    add("index", index.name(), index.method(), index.predicate(), index.constraintName());
    add(
        String.valueOf(index.unique()),
        String.valueOf(index.valid()),
        String.valueOf(index.visible()));
    for (IndexPart part : index.parts()) {
      add("part", part.column(), part.expression(), String.valueOf(part.descending()));
      add(String.valueOf(part.prefixLength()));
    }
    strings(index.includedColumns());
  }

  private void sequence(Sequence sequence) {
    add(
        "sequence",
        sequence.type(),
        String.valueOf(sequence.start()),
        String.valueOf(sequence.increment()));
    add(
        String.valueOf(sequence.minimum()),
        String.valueOf(sequence.maximum()),
        String.valueOf(sequence.cycles()));
    name(sequence.name());
    ObjectName owner = sequence.ownedByTable();
    if (owner != null) {
      name(owner);
      add(sequence.ownedByColumn());
    }
  }

  private void type(UserType type) {
    name(type.name());
    add(type.comment());
    switch (type) {
      case UserType.Enumeration e -> {
        add("enum");
        strings(e.labels());
      }
      case UserType.Domain d -> {
        add("domain", d.baseType(), String.valueOf(d.nullable()), d.defaultExpression());
        unordered(d.checks(), (h, check) -> h.add(check));
      }
      case UserType.Composite c -> {
        add("composite");
        c.attributes().forEach(a -> add(a.name(), a.type()));
      }
      case UserType.Range r -> add("range", r.subtype());
    }
  }

  private void routine(Routine routine) {
    add(
        "routine",
        routine.kind().name(),
        routine.arguments(),
        routine.result(),
        routine.volatility());
    add(routine.language(), routine.comment());
    name(routine.name());
  }

  private void trigger(Trigger trigger) {
    add(
        "trigger",
        trigger.name(),
        trigger.timing(),
        trigger.action(),
        String.valueOf(trigger.enabled()));
    name(trigger.table());
    unordered(trigger.events(), (h, event) -> h.add(event));
  }

  private void name(ObjectName name) {
    add(name.schema(), name.name());
  }

  private void strings(List<String> values) {
    add(String.valueOf(values.size()));
    values.forEach(this::add);
  }

  private <T> void unordered(List<T> items, java.util.function.BiConsumer<SchemaHash, T> form) {
    List<byte[]> digests = new ArrayList<>(items.size());
    for (T item : items) {
      SchemaHash one = new SchemaHash();
      form.accept(one, item);
      digests.add(one.digest.digest());
    }
    digests.sort(Arrays::compare);
    add(String.valueOf(digests.size()));
    digests.forEach(digest::update);
  }

  private void add(@Nullable String... values) {
    for (String value : values) {
      add(value);
    }
  }

  /** Length before content: no two different sequences of values have the same form. */
  private void add(@Nullable String value) {
    if (value == null) {
      digest.update((byte) '-');
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
