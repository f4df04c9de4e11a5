package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a table demands of its rows. */
public sealed interface TableConstraint {
  int at();

  /** {@code null} where the server chooses one. */
  @Nullable Name name();

  Timing timing();

  /**
   * When the demand counts.
   *
   * @param notValid PostgreSQL's NOT VALID
   * @param notEnforced NOT ENFORCED
   * @param noInherit PostgreSQL's NO INHERIT
   * @param enforced ENFORCED, written out
   * @param contradictory whether two of them exclude each other, which PostgreSQL's grammar takes
   */
  record Timing(
      boolean deferrable,
      boolean notDeferrable,
      boolean initiallyDeferred,
      boolean notValid,
      boolean notEnforced,
      boolean noInherit,
      boolean enforced,
      boolean contradictory) {
    public static final Timing NONE =
        new Timing(false, false, false, false, false, false, false, false);
  }

  /**
   * PRIMARY KEY or UNIQUE.
   *
   * @param indexName MySQL's name of the index, where it stands apart from the constraint's; {@code
   *     null} where none is named
   * @param method MySQL's USING in lower case; empty where there is none
   * @param usingIndex PostgreSQL's USING INDEX; {@code null} where there is none
   * @param options storage parameters and MySQL's index options
   */
  record Key(
      int at,
      @Nullable Name name,
      boolean primary,
      @Nullable Name indexName,
      List<KeyPart> parts,
      List<Name> including,
      boolean nullsNotDistinct,
      String method,
      @Nullable Name usingIndex,
      List<Option> options,
      Timing timing)
      implements TableConstraint {}

  /**
   * @param indexName MySQL's; {@code null} where none is named
   * @param targetColumns empty where they are those of the primary key
   * @param onDeleteColumns those behind PostgreSQL's SET NULL and SET DEFAULT
   * @param period PostgreSQL 18's PERIOD before the last column
   * @param targetPeriod the same before the last column of the target
   */
  record ForeignKey(
      int at,
      @Nullable Name name,
      @Nullable Name indexName,
      List<Name> columns,
      List<Name> target,
      List<Name> targetColumns,
      Match match,
      Action onDelete,
      List<Name> onDeleteColumns,
      Action onUpdate,
      boolean period,
      boolean targetPeriod,
      Timing timing)
      implements TableConstraint {
    /** When a row with nulls is held to refer to something. */
    public enum Match {
      UNSAID,
      SIMPLE,
      FULL,
      PARTIAL
    }

    /** What becomes of the referring row. */
    public enum Action {
      UNSAID,
      NO_ACTION,
      RESTRICT,
      CASCADE,
      SET_NULL,
      SET_DEFAULT
    }
  }

  record Check(int at, @Nullable Name name, Expr condition, Timing timing)
      implements TableConstraint {}

  /** PostgreSQL's EXCLUDE. */
  record Exclude(
      int at,
      @Nullable Name name,
      String method,
      List<Exclusion> parts,
      List<Name> including,
      List<Option> options,
      @Nullable Expr where,
      Timing timing)
      implements TableConstraint {}

  /**
   * @param operator with its schema where it is written as OPERATOR(…)
   */
  record Exclusion(KeyPart part, String operator) {}

  /** PostgreSQL 18's {@code NOT NULL column} of a table. */
  record NotNull(int at, @Nullable Name name, Name column, Timing timing)
      implements TableConstraint {}
}
