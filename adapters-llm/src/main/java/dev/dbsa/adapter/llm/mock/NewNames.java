package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What new objects may be called. */
final class NewNames {
  /** Leaves room for a number in the names of both servers. */
  private static final int MAX_BYTES = 58;

  private final Reading reading;
  private final Sql sql;

  NewNames(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  void requireName(String name) throws Unclear {
    boolean tooLong =
        sql.isPostgres()
            ? name.getBytes(StandardCharsets.UTF_8).length > Identifiers.POSTGRESQL_MAX_BYTES
            : name.codePointCount(0, name.length()) > Identifiers.MYSQL_MAX_CHARACTERS;
    if (name.isBlank() || tooLong || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Unclear(
          "Which name is the new object to have? At most 63 characters are possible.");
    }
    if (!sql.isPostgres() && name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
      throw new Unclear(
          "MySQL takes no names with characters beyond U+FFFF: what is “"
              + name
              + "” to be called?");
    }
  }

  void requireNewColumn(Relation table, String name) throws Unclear {
    Optional<Column> known = reading.index().catalog().findColumn(table, name);
    if (known.isPresent()) {
      throw new Unclear(
          table.name().name()
              + " already has a column "
              + known.get().name()
              + " ("
              + known.get().type()
              + "): is another one meant?");
    }
  }

  String indexName(Relation table, List<String> columns, boolean unique) {
    return free(unique ? "ux_" : "ix_", table, columns, namesIn(table.name().schema()));
  }

  /**
   * A name for a constraint.
   *
   * @param prefix tells the kind of constraint
   */
  String constraintName(String prefix, Relation table, String column, String purpose) {
    return free(prefix, table, List.of(column, purpose), constraintsIn(table.name().schema()));
  }

  private static String free(String prefix, Relation table, List<String> parts, Set<String> taken) {
    String base = prefix + table.name().name() + "_" + String.join("_", parts);
    while (base.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
    }
    String name = base;
    for (int n = 2; taken.contains(name); n++) {
      name = base + "_" + n;
    }
    return name;
  }

  /** The names of indexes too, as MySQL calls the index behind a foreign key like the key. */
  private Set<String> constraintsIn(String schemaName) {
    Set<String> names = namesIn(schemaName);
    for (Relation relation : reading.index().schema().relations()) {
      if (relation.name().schema().equals(schemaName)) {
        relation.foreignKeys().forEach(key -> names.add(key.name()));
        relation.checks().forEach(check -> names.add(check.name()));
      }
    }
    return names;
  }

  /** The names of relations and indexes, which share a name space in PostgreSQL. */
  Set<String> namesIn(String schemaName) {
    Set<String> names = new HashSet<>();
    for (Relation relation : reading.index().schema().relations()) {
      if (relation.name().schema().equals(schemaName)) {
        names.add(relation.name().name());
        relation.indexes().forEach(i -> names.add(i.name()));
      }
    }
    return names;
  }
}
