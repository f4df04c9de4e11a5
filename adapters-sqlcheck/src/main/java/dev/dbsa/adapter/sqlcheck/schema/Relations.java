package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** Makes relations out of others, one part of which differs. */
public final class Relations {
  private Relations() {}

  public static Relation renamed(Relation relation, ObjectName name) {
    return RelationParts.of(relation).name(name).relation();
  }

  /** With these columns; what was known of those that stay is kept. */
  public static Relation withColumns(Relation relation, List<TableColumn> columns) {
    List<Column> list = new ArrayList<>(columns.size());
    for (TableColumn column : columns) {
      int position = list.size() + 1;
      list.add(
          relation
              .findColumn(column.name())
              .filter(c -> c.type().equals(String.valueOf(column.type())))
              .filter(c -> c.nullable() == column.nullable())
              .filter(c -> c.isRequiredOnInsert() == column.required())
              .map(c -> c.atPosition(position))
              .orElseGet(() -> column.asColumn(position)));
    }
    return RelationParts.of(relation).columns(list).relation();
  }

  /** With a primary key over these columns; without one where there are none. */
  public static Relation withPrimaryKey(Relation relation, String name, List<String> columns) {
    return RelationParts.of(relation)
        .primaryKey(columns.isEmpty() ? null : new PrimaryKey(name, columns))
        .relation();
  }
}
