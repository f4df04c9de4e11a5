package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that a request asks for, whatever statements that takes on its server. */
sealed interface ChangePlan {

  // -- Rows --------------------------------------------------------------------------------------

  /**
   * @param rows at least one, each with a value for each column
   */
  record InsertRows(Relation table, List<Column> columns, List<List<NewValue>> rows)
      implements ChangePlan {
    public InsertRows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A column and what it is to hold. */
  record Assignment(Column column, NewValue value) {}

  record UpdateRows(Relation table, List<Assignment> assignments, RowSelection rows)
      implements ChangePlan {
    public UpdateRows {
      assignments = List.copyOf(assignments);
    }
  }

  record DeleteRows(Relation table, RowSelection rows) implements ChangePlan {}

  /** Empties a table at once. */
  record EmptyTable(Relation table) implements ChangePlan {}

  /**
   * Deletes all but one of the rows that are equal in some columns.
   *
   * @param key the single column that tells them apart
   * @param newestStays whether the row with the greatest key stays, and not the one with the least
   */
  record DeleteDuplicates(Relation table, List<Column> equal, Column key, boolean newestStays)
      implements ChangePlan {
    public DeleteDuplicates {
      equal = List.copyOf(equal);
    }
  }

  /**
   * Moves rows to another table.
   *
   * @param archive {@code null} where the table is made first, under the name
   * @param columns those that both tables have
   * @param key the single column that tells rows apart in both
   * @param inBatches whether there may be too many rows for one transaction
   */
  record ArchiveRows(
      Relation table,
      @Nullable Relation archive,
      String name,
      List<Column> columns,
      Column key,
      RowSelection rows,
      boolean inBatches)
      implements ChangePlan {
    public ArchiveRows {
      columns = List.copyOf(columns);
    }
  }

  // -- Definitions -------------------------------------------------------------------------------

  /**
   * @param columns with their keys and references
   */
  record CreateTable(String name, List<NewColumn> columns) implements ChangePlan {
    public CreateTable {
      columns = List.copyOf(columns);
    }
  }

  /**
   * @param query without a semicolon
   */
  record CreateView(String name, String query) implements ChangePlan {}

  record AddColumns(Relation table, List<NewColumn> columns) implements ChangePlan {
    public AddColumns {
      columns = List.copyOf(columns);
    }
  }

  /** What becomes of a column. */
  sealed interface ColumnChange {
    /**
     * @param check the name of the constraint that goes before it where it is done in steps
     */
    record ForbidNull(String check) implements ColumnChange {}

    record AllowNull() implements ColumnChange {}

    /**
     * @param literal {@code null} for no default any more
     */
    record SetDefault(@Nullable String literal) implements ColumnChange {}

    /**
     * @param views those that read the column, which are dropped before and made again after it
     */
    record SetType(String type, List<Relation> views) implements ColumnChange {
      public SetType {
        views = List.copyOf(views);
      }
    }

    record SetComment(String text) implements ColumnChange {}
  }

  /**
   * @param inSteps whether the table is too large to be looked through under a lock
   */
  record AlterColumn(Relation table, Column column, ColumnChange change, boolean inSteps)
      implements ChangePlan {}

  record CommentTable(Relation table, String text) implements ChangePlan {}

  /**
   * A condition that rows have to fulfil.
   *
   * @param replaced those that it takes the place of
   * @param inSteps whether existing rows are checked in a step of their own
   */
  record AddCheck(
      Relation table,
      List<CheckConstraint> replaced,
      String name,
      String condition,
      boolean inSteps)
      implements ChangePlan {
    public AddCheck {
      replaced = List.copyOf(replaced);
    }
  }

  record CreateIndex(NewIndex index) implements ChangePlan {}

  record DropIndex(Relation table, Index index) implements ChangePlan {}

  /**
   * @param onDelete CASCADE or SET NULL; {@code null} for the server's default
   */
  record AddForeignKey(
      Relation table,
      Column column,
      Reference key,
      String name,
      @Nullable String onDelete,
      boolean inSteps)
      implements ChangePlan {}

  /**
   * @param oldNameStays whether a view takes the old name
   */
  record RenameTable(Relation table, String newName, boolean oldNameStays) implements ChangePlan {}

  record RenameColumn(Relation table, Column column, String newName) implements ChangePlan {}

  /** The first of several releases: the new column beside the old one. */
  record ExpandColumn(Relation table, Column column, String newName) implements ChangePlan {}

  /** A further value of an enumerated type, or of a column that lists its values. */
  record AddEnumValue(Relation table, Column column, List<String> known, String value)
      implements ChangePlan {
    public AddEnumValue {
      known = List.copyOf(known);
    }
  }

  record DropTable(Relation table) implements ChangePlan {}

  record DropColumns(Relation table, List<Column> columns) implements ChangePlan {
    public DropColumns {
      columns = List.copyOf(columns);
    }
  }

  record DropConstraint(Relation table, String name) implements ChangePlan {}

  // -- Maintenance -------------------------------------------------------------------------------

  /** How tables are looked after. */
  enum Task {
    ANALYZE,
    VACUUM,
    VACUUM_FULL,
    REINDEX,
    OPTIMIZE,
    CHECK,
    REFRESH
  }

  record Maintain(Task task, List<Relation> tables) implements ChangePlan {
    public Maintain {
      tables = List.copyOf(tables);
    }
  }

  record RebuildIndex(Relation table, Index index) implements ChangePlan {}

  /** What somebody who looks after tables wants to know of them. */
  enum Subject {
    TABLE_SIZES,
    UNUSED_INDEXES
  }

  record Report(Subject subject, int rows) implements ChangePlan {}
}
