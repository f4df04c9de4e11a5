package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.regex.Pattern;

/** The checks of a table by the columns that they are about. */
final class Checks {
  private Checks() {}

  /** The checks that are about this column and no other. */
  static List<CheckConstraint> on(Relation table, Column column) {
    return table.checks().stream()
        .filter(check -> mentions(check, column))
        .filter(
            check ->
                table.columns().stream()
                    .noneMatch(c -> !c.name().equals(column.name()) && mentions(check, c)))
        .toList();
  }

  /** Whether the check is about the column, maybe among others. */
  static boolean mentions(CheckConstraint check, Column column) {
    String text = check.expression().replaceAll("'(?:[^']|'')*'", "''");
    return Pattern.compile("(?<![\\w$])" + Pattern.quote(column.name()) + "(?![\\w$])")
        .matcher(text)
        .find();
  }
}
