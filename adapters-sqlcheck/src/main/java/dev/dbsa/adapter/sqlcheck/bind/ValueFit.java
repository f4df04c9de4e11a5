package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.Expr;
import org.jspecify.annotations.Nullable;

/** Which values the columns of a server take. */
interface ValueFit {
  /**
   * Why a column cannot hold a value; {@code null} where it can, or where that is not known.
   *
   * @return words that go on with "for the column …"
   */
  @Nullable String whyNot(Column column, Expr value);

  /** Whether a column that is NOT NULL and has no default needs a value. */
  boolean needsValue(Column column);

  /** Whether a column that is NOT NULL refuses NULL, rather than making something of it. */
  boolean refusesNull(Column column);
}
