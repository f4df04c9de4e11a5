package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.UserType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the types of a PostgreSQL schema. */
final class PostgresTypeReading {
  private final Catalog catalog;
  private final PostgresQueries queries;
  private final Map<Long, List<String>> labels = new HashMap<>();
  private final Map<Long, List<UserType.Composite.Attribute>> attributes = new HashMap<>();
  private final Map<Long, List<CheckConstraint>> domainChecks = new HashMap<>();
  private final Map<Long, String> domainNotNulls = new HashMap<>();
  private final List<UserType> types = new ArrayList<>();

  PostgresTypeReading(Catalog catalog, PostgresQueries queries) {
    this.catalog = catalog;
    this.queries = queries;
  }

  List<UserType> read() throws SQLException {
    catalog.read(
        queries.enumLabels(),
        row -> labels.computeIfAbsent(row.number(1), _ -> new ArrayList<>()).add(row.text(2)));
    catalog.read(
        queries.attributes(),
        row ->
            attributes
                .computeIfAbsent(row.number(1), _ -> new ArrayList<>())
                .add(
                    new UserType.Composite.Attribute(row.text(2), row.text(3), row.textOrNull(4))));
    catalog.read(queries.domainChecks(), this::addDomainConstraint);
    catalog.read(queries.types(), row -> types.add(type(row)));
    return types;
  }

  private void addDomainConstraint(Row row) throws SQLException {
    long domain = row.number(1);
    if (row.flag(5)) {
      domainNotNulls.put(domain, row.text(3));
      return;
    }
    domainChecks
        .computeIfAbsent(domain, _ -> new ArrayList<>())
        .add(new CheckConstraint(row.text(3), row.text(2), row.flag(4), true));
  }

  private UserType type(Row row) throws SQLException {
    long id = row.number(1);
    ObjectName name = new ObjectName(row.text(2), row.text(3));
    String comment = row.textOrNull(5);
    if (!row.flag(11)) {
      return new UserType.Base(name, true, comment);
    }
    String multirange = row.textOrNull(12);
    List<CheckConstraint> checks = domainChecks.getOrDefault(id, List.of());
    return switch (row.text(4)) {
      case "b" -> new UserType.Base(name, false, comment);
      case "e" -> new UserType.Enumeration(name, labels.getOrDefault(id, List.of()), comment);
      case "d" ->
          new UserType.Domain(
              name,
              row.text(6),
              !row.flag(7),
              row.textOrNull(8),
              checks.stream().map(CheckConstraint::expression).toList(),
              comment,
              row.textOrNull(13),
              checks,
              domainNotNulls.get(id));
      case "r" ->
          new UserType.Range(
              name,
              row.text(9),
              comment,
              multirange == null ? null : new ObjectName(name.schema(), multirange));
      default ->
          new UserType.Composite(name, attributes.getOrDefault(row.number(10), List.of()), comment);
    };
  }
}
