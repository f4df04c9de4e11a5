package dev.dbsa.domain.knowledge;

/** What a word of a team stands for. Names are written as the schema has them. */
public sealed interface Meaning {
  /** In the notation that people and models read. */
  String text();

  /**
   * A table or a view.
   *
   * @param name with its schema where that is needed to tell it from another
   */
  record Table(String name) implements Meaning {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A column.
   *
   * @param name {@code table.column}
   */
  record Column(String name) implements Meaning {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * Rows whose column has a value.
   *
   * @param column {@code table.column}
   */
  record Value(String column, String value) implements Meaning {
    @Override
    public String text() {
      return column + " = '" + value.replace("'", "''") + "'";
    }
  }

  /**
   * A figure or a condition.
   *
   * @param sql an expression whose columns are written {@code table.column}
   */
  record Expression(String sql) implements Meaning {
    @Override
    public String text() {
      return sql;
    }
  }
}
