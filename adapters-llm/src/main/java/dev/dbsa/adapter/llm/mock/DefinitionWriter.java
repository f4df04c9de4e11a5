package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.AddCheck;
import dev.dbsa.adapter.llm.mock.ChangePlan.AddColumns;
import dev.dbsa.adapter.llm.mock.ChangePlan.AddEnumValue;
import dev.dbsa.adapter.llm.mock.ChangePlan.AddForeignKey;
import dev.dbsa.adapter.llm.mock.ChangePlan.AlterColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.ArchiveRows;
import dev.dbsa.adapter.llm.mock.ChangePlan.ColumnChange;
import dev.dbsa.adapter.llm.mock.ChangePlan.CommentTable;
import dev.dbsa.adapter.llm.mock.ChangePlan.CreateTable;
import dev.dbsa.adapter.llm.mock.ChangePlan.CreateView;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropColumns;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropConstraint;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropIndex;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropTable;
import dev.dbsa.adapter.llm.mock.ChangePlan.EmptyTable;
import dev.dbsa.adapter.llm.mock.ChangePlan.ExpandColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.RenameColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.RenameTable;
import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.NewColumn.Role;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes changes of the schema as SQL, in the form that blocks the least on the server at hand. */
final class DefinitionWriter {
  private final Notes notes;
  private final Sql sql;
  private final ChangeScript script;

  DefinitionWriter(Notes notes, Sql sql, ChangeScript script) {
    this.notes = notes;
    this.sql = sql;
    this.script = script;
  }

  // -- Tables and views --------------------------------------------------------------------------

  void createTable(CreateTable plan) {
    List<String> lines = new ArrayList<>();
    plan.columns().forEach(column -> lines.add(definition(column, true)));
    for (NewColumn column : plan.columns()) {
      if (column.reference() != null) {
        lines.add(
            "FOREIGN KEY ("
                + sql.name(column.name())
                + ") "
                + references(column.reference(), null));
      }
    }
    script.add(
        "CREATE TABLE " + sql.name(plan.name()) + " (\n  " + String.join(",\n  ", lines) + "\n)");
    if (sql.isPostgres()) {
      // MySQL makes these indexes by itself.
      for (NewColumn column : plan.columns()) {
        if (column.reference() != null && !column.unique() && column.role() == Role.PLAIN) {
          script.add(
              "CREATE INDEX "
                  + sql.name("ix_" + plan.name() + "_" + column.name())
                  + " ON "
                  + sql.name(plan.name())
                  + " ("
                  + sql.name(column.name())
                  + ")");
        }
      }
    }
  }

  /** The column as a statement defines it; {@code whole} with its keys. */
  private String definition(NewColumn column, boolean whole) {
    StringBuilder text =
        new StringBuilder(sql.name(column.name())).append(' ').append(column.type());
    boolean counted = column.role() == Role.COUNTED_KEY;
    if (counted && sql.isPostgres()) {
      text.append(" GENERATED ALWAYS AS IDENTITY");
    } else if (column.required() && (column.role() == Role.PLAIN || counted)) {
      text.append(" NOT NULL");
    }
    if (column.defaultValue() != null) {
      text.append(" DEFAULT ").append(column.defaultValue());
    }
    if (counted && !sql.isPostgres()) {
      text.append(" AUTO_INCREMENT");
    }
    if (column.check() != null) {
      text.append(" CHECK (").append(column.check()).append(')');
    }
    if (whole && column.role() != Role.PLAIN) {
      text.append(" PRIMARY KEY");
    } else if (whole && column.unique()) {
      text.append(" UNIQUE");
    }
    return text.toString();
  }

  private String references(Reference reference, @Nullable String onDelete) {
    return "REFERENCES "
        + sql.table(reference.table())
        + " ("
        + sql.name(reference.key().name())
        + ")"
        + (onDelete == null ? "" : " ON DELETE " + onDelete);
  }

  void createView(CreateView plan) {
    script.addAfterwards("CREATE VIEW " + sql.name(plan.name()) + " AS\n" + plan.query());
  }

  void renameTable(RenameTable plan) {
    String old = sql.table(plan.table());
    script.add(sql.alter(plan.table()) + "RENAME TO " + sql.name(plan.newName()));
    if (plan.oldNameStays()) {
      script.add(
          "CREATE VIEW "
              + old
              + " AS SELECT "
              + String.join(
                  ", ", plan.table().columns().stream().map(c -> sql.name(c.name())).toList())
              + " FROM "
              + sql.beside(plan.table())
              + sql.name(plan.newName()));
    }
  }

  void dropTable(DropTable plan) {
    String kind =
        switch (plan.table().kind()) {
          case VIEW -> "VIEW ";
          case MATERIALIZED_VIEW -> "MATERIALIZED VIEW ";
          default -> "TABLE ";
        };
    script.add("DROP " + kind + sql.table(plan.table()));
  }

  void empty(EmptyTable plan) {
    script.addAfterwards("TRUNCATE TABLE " + sql.table(plan.table()));
  }

  /** The table that rows are moved to, where there is none yet. */
  void archive(ArchiveRows plan) {
    if (plan.archive() == null) {
      String name = sql.name(plan.name());
      script.add(
          sql.isPostgres()
              ? "CREATE TABLE "
                  + name
                  + " (LIKE "
                  + sql.table(plan.table())
                  + " INCLUDING DEFAULTS INCLUDING INDEXES)"
              : "CREATE TABLE " + name + " LIKE " + sql.table(plan.table()));
    }
  }

  void comment(CommentTable plan) {
    script.add(
        sql.isPostgres()
            ? "COMMENT ON TABLE " + sql.table(plan.table()) + " IS " + sql.text(plan.text())
            : sql.alter(plan.table()) + "COMMENT = " + sql.text(plan.text()));
  }

  // -- Columns -----------------------------------------------------------------------------------

  void addColumns(AddColumns plan) {
    List<String> parts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (NewColumn column : plan.columns()) {
      String part = "ADD COLUMN " + definition(column, false);
      Reference reference = column.reference();
      if (reference == null) {
        parts.add(part);
      } else if (sql.isPostgres() && column.defaultValue() == null) {
        // A column without values has none to check, so that the key costs nothing.
        parts.add(part + " " + references(reference, null));
      } else {
        parts.add(part);
        keys.add(
            sql.alter(plan.table())
                + "ADD FOREIGN KEY ("
                + sql.name(column.name())
                + ") "
                + references(reference, null));
      }
    }
    boolean checked = plan.columns().stream().anyMatch(c -> c.check() != null);
    script.add(sql.alter(plan.table()) + String.join(", ", parts) + (checked ? "" : instant()));
    keys.forEach(script::add);
  }

  private String instant() {
    if (sql.isPostgres()) {
      return "";
    }
    if (!sql.isMariaDb() && !sql.isRelease(8, 0, 12)) {
      return ", ALGORITHM=INPLACE, LOCK=NONE";
    }
    notes.assume(
        "ALGORITHM=INSTANT fails at once where the server would have to copy the table.", 0);
    return ", ALGORITHM=INSTANT";
  }

  void alterColumn(AlterColumn plan) {
    Relation table = plan.table();
    Column column = plan.column();
    switch (plan.change()) {
      case ColumnChange.ForbidNull forbid -> forbidNull(plan, forbid.check());
      case ColumnChange.AllowNull _ ->
          script.add(
              sql.isPostgres()
                  ? alter(table, column) + "DROP NOT NULL"
                  : modify(table, column, column.type(), true, column.comment()));
      case ColumnChange.SetDefault set -> {
        String literal = set.literal();
        script.add(
            alter(table, column) + (literal == null ? "DROP DEFAULT" : "SET DEFAULT " + literal));
      }
      case ColumnChange.SetType set -> {
        set.views().forEach(view -> script.add("DROP VIEW " + sql.table(view)));
        script.add(
            sql.isPostgres()
                ? alter(table, column) + "TYPE " + set.type()
                : modify(table, column, set.type(), column.nullable(), column.comment()));
        set.views().forEach(view -> script.add(view(view)));
      }
      case ColumnChange.SetComment set ->
          script.add(
              sql.isPostgres()
                  ? "COMMENT ON COLUMN "
                      + sql.table(table)
                      + "."
                      + sql.name(column.name())
                      + " IS "
                      + sql.text(set.text())
                  : modify(table, column, column.type(), column.nullable(), set.text()));
    }
  }

  private String view(Relation view) {
    String query = view.definition() == null ? "" : view.definition();
    return "CREATE VIEW " + sql.table(view) + " AS\n" + query.strip().replaceFirst(";$", "");
  }

  private void forbidNull(AlterColumn plan, String name) {
    Relation table = plan.table();
    Column column = plan.column();
    if (!sql.isPostgres()) {
      String online = plan.inSteps() ? ", ALGORITHM=INPLACE, LOCK=NONE" : "";
      script.add(modify(table, column, column.type(), false, column.comment()) + online);
      if (plan.inSteps()) {
        notes.assume(
            "The table is rebuilt while rows are read and written; the statement fails at once where"
                + " that is impossible.",
            0);
      }
      return;
    }
    if (!plan.inSteps() || !sql.isRelease(12, 0, 0)) {
      script.add(alter(table, column) + "SET NOT NULL");
      return;
    }
    // With a valid check, SET NOT NULL needs no scan under its exclusive lock (PostgreSQL 12).
    String check = sql.name(name);
    script.add(
        sql.alter(table)
            + "ADD CONSTRAINT "
            + check
            + " CHECK ("
            + sql.name(column.name())
            + " IS NOT NULL) NOT VALID");
    script.addAfterwards(sql.alter(table) + "VALIDATE CONSTRAINT " + check);
    script.addAfterwards(alter(table, column) + "SET NOT NULL");
    script.addAfterwards(sql.alter(table) + "DROP CONSTRAINT " + check);
    notes.assume(
        "A check is added and validated first, so that existing rows are looked through without"
            + " blocking writes.",
        0);
  }

  private String alter(Relation table, Column column) {
    return sql.alter(table) + "ALTER COLUMN " + sql.name(column.name()) + " ";
  }

  /** MySQL's way to change a column; it forgets what is not repeated. */
  private String modify(
      Relation table, Column column, String type, boolean nullable, @Nullable String comment) {
    StringBuilder text =
        new StringBuilder(sql.alter(table))
            .append("MODIFY COLUMN ")
            .append(sql.name(column.name()))
            .append(' ')
            .append(type);
    boolean textual = sql.kind(column) == TypeKind.TEXT || sql.kind(column) == TypeKind.ENUM;
    if (textual && column.characterSet() != null) {
      text.append(" CHARACTER SET ").append(column.characterSet());
    }
    if (textual && column.collation() != null) {
      text.append(" COLLATE ").append(column.collation());
    }
    text.append(nullable ? " NULL" : " NOT NULL");
    String value = column.defaultExpression();
    if (value != null && !(value.equalsIgnoreCase("null") && !nullable)) {
      text.append(value.toUpperCase(Locale.ROOT).startsWith("ON UPDATE") ? " " : " DEFAULT ")
          .append(value);
    }
    if (column.invisible()) {
      text.append(" INVISIBLE");
    }
    if (comment != null && !comment.isEmpty()) {
      text.append(" COMMENT ").append(sql.text(comment));
    }
    return text.toString();
  }

  void renameColumn(RenameColumn plan) {
    script.add(
        sql.alter(plan.table())
            + "RENAME COLUMN "
            + sql.name(plan.column().name())
            + " TO "
            + sql.name(plan.newName()));
  }

  /** The first release of a rename that nobody notices; what follows stands beside it. */
  void expandColumn(ExpandColumn plan) {
    String table = sql.table(plan.table());
    String old = sql.name(plan.column().name());
    String name = sql.name(plan.newName());
    String value = plan.column().defaultExpression();
    script.add(
        sql.alter(plan.table())
            + "ADD COLUMN "
            + name
            + " "
            + plan.column().type()
            + (value == null || sql.isPostgres() && value.contains("nextval(")
                ? ""
                : " DEFAULT " + value)
            + instant());
    script.remark("Then, in later releases:");
    script.remark("1. The application writes both columns.");
    script.remark(
        "2. UPDATE "
            + table
            + " SET "
            + name
            + " = "
            + old
            + " WHERE "
            + name
            + " IS NULL, in batches.");
    script.remark("3. The application reads " + name + ", then writes it alone.");
    script.remark("4. ALTER TABLE " + table + " DROP COLUMN " + old + ".");
  }

  void dropColumns(DropColumns plan) {
    script.add(
        sql.alter(plan.table())
            + String.join(
                ", ",
                plan.columns().stream().map(c -> "DROP COLUMN " + sql.name(c.name())).toList()));
  }

  // -- Values and conditions ---------------------------------------------------------------------

  void addEnumValue(AddEnumValue plan) {
    if (!plan.column().type().toLowerCase(Locale.ROOT).startsWith("enum(")) {
      script.addAfterwards(
          "ALTER TYPE " + plan.column().type() + " ADD VALUE " + sql.text(plan.value()));
      return;
    }
    List<String> labels =
        Stream.concat(plan.known().stream(), Stream.of(plan.value())).map(sql::text).toList();
    script.add(
        modify(
                plan.table(),
                plan.column(),
                "ENUM(" + String.join(", ", labels) + ")",
                plan.column().nullable(),
                plan.column().comment())
            + (sql.isMariaDb() || !sql.isRelease(8, 0, 12) ? "" : ", ALGORITHM=INSTANT"));
  }

  void addCheck(AddCheck plan) {
    List<String> parts = new ArrayList<>();
    for (CheckConstraint old : plan.replaced()) {
      boolean check = !sql.isPostgres() && !sql.isMariaDb() && !sql.isRelease(8, 0, 19);
      parts.add("DROP " + (check ? "CHECK " : "CONSTRAINT ") + sql.name(old.name()));
    }
    boolean inSteps = plan.inSteps() && sql.isPostgres();
    String name = sql.name(plan.name());
    parts.add(
        "ADD CONSTRAINT "
            + name
            + " CHECK ("
            + plan.condition()
            + ")"
            + (inSteps ? " NOT VALID" : ""));
    script.add(sql.alter(plan.table()) + String.join(", ", parts));
    if (inSteps) {
      script.addAfterwards(sql.alter(plan.table()) + "VALIDATE CONSTRAINT " + name);
      notes.assume(
          "Existing rows are checked in a second step, which lets others write meanwhile.", 0);
    }
  }

  void dropConstraint(DropConstraint plan) {
    script.add(sql.alter(plan.table()) + "DROP CONSTRAINT " + sql.name(plan.name()));
  }

  void addForeignKey(AddForeignKey plan) {
    String name = sql.name(plan.name());
    String text =
        sql.alter(plan.table())
            + "ADD CONSTRAINT "
            + name
            + " FOREIGN KEY ("
            + sql.name(plan.column().name())
            + ") "
            + references(plan.key(), plan.onDelete());
    if (sql.isPostgres() && plan.inSteps() && plan.table().kind() == RelationKind.TABLE) {
      script.add(text + " NOT VALID");
      script.addAfterwards(sql.alter(plan.table()) + "VALIDATE CONSTRAINT " + name);
      notes.assume(
          "Existing rows are checked in a second step, which lets others write meanwhile.", 0);
    } else {
      script.add(text);
    }
  }

  // -- Indexes -----------------------------------------------------------------------------------

  void createIndex(NewIndex index) {
    Relation table = index.table();
    String what = index.unique() ? "UNIQUE INDEX " : "INDEX ";
    String on = sql.name(index.name()) + " ON " + sql.table(table) + " ";
    String parts = "(" + String.join(", ", index.parts().stream().map(this::part).toList()) + ")";
    String where = index.predicate() == null ? "" : " WHERE " + index.predicate();
    boolean folded = index.parts().stream().anyMatch(NewIndex.Part::lower);
    boolean partitioned = table.kind() == RelationKind.PARTITIONED_TABLE;
    script.addAfterwards(
        sql.isPostgres()
            ? "CREATE "
                + what
                + (partitioned ? "" : "CONCURRENTLY ")
                + on
                + (index.gin() ? "USING gin " : "")
                + parts
                + where
            : "CREATE " + what + on + parts + (folded ? "" : " ALGORITHM=INPLACE LOCK=NONE"));
    if (folded && !sql.isPostgres()) {
      notes.assume("MySQL may let nobody write while it indexes an expression.", 0.03);
    } else if (!sql.isPostgres()) {
      notes.assume(
          "The index is built while rows are read and written; the statement fails at once where"
              + " that is impossible.",
          0);
    } else if (partitioned) {
      notes.assume(
          "PostgreSQL builds no index concurrently on a partitioned table: writes wait meanwhile.",
          0.05);
    } else {
      notes.assume(
          "CREATE INDEX CONCURRENTLY runs outside a transaction and leaves an invalid index behind"
              + " if it fails.",
          0);
    }
  }

  private String part(NewIndex.Part part) {
    String name = sql.name(part.column());
    String key =
        part.lower()
            ? sql.isPostgres() ? "lower(" + name + ")" : "(lower(" + name + "))"
            : name + (part.prefix() > 0 ? "(" + part.prefix() + ")" : "");
    return key + (part.descending() ? " DESC" : "");
  }

  void dropIndex(DropIndex plan) {
    Relation table = plan.table();
    String name = sql.name(plan.index().name());
    if (!sql.isPostgres()) {
      script.addAfterwards("DROP INDEX " + name + " ON " + sql.table(table));
    } else if (table.kind() == RelationKind.PARTITIONED_TABLE) {
      script.addAfterwards("DROP INDEX " + sql.beside(table) + name);
    } else {
      script.addAfterwards("DROP INDEX CONCURRENTLY " + sql.beside(table) + name);
    }
  }
}
