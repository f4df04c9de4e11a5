package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;

/** What a column is to hold after a change of rows. */
sealed interface NewValue {
  /**
   * A value of the request.
   *
   * @param literal as the server's dialect writes it
   */
  record Given(String literal) implements NewValue {}

  /** No value. */
  record Missing() implements NewValue {}

  /** What the column's default says. */
  record ByDefault() implements NewValue {}

  /**
   * The moment or the day at which the script runs.
   *
   * @param day whether only the day counts
   */
  record Now(boolean day) implements NewValue {}

  /** The value of another column of the same row. */
  record Copy(Column from) implements NewValue {}

  /**
   * The column's own value, changed.
   *
   * @param amount a number without a sign, or a percentage
   */
  record Changed(Column of, Calculation how, String amount) implements NewValue {}

  /** How a number is changed. */
  enum Calculation {
    PLUS,
    MINUS,
    PERCENT_MORE,
    PERCENT_LESS,
    TIMES,
    DIVIDED_BY
  }

  /**
   * The key of the row that is called so.
   *
   * @param label the column that holds what its rows are called
   * @param literal the name, as the server's dialect writes it
   */
  record KeyOf(Relation table, Column key, Column label, String literal) implements NewValue {}
}
