package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is no query and no change of rows, in its place in the script.
 *
 * @param tree what it says
 * @param schema how it finds the schema
 * @param after how it leaves the schema; the same where what it does is not followed
 * @param inTransaction whether the script has opened a transaction before it
 */
record DefinedStatement(
    Statement tree,
    ScriptStatement text,
    SchemaState schema,
    SchemaState after,
    Server server,
    boolean inTransaction) {

  boolean isPostgres() {
    return server.isPostgres();
  }

  /** The table of this name; {@code null} where nothing is known about it. */
  @Nullable Table find(List<Name> name) {
    return schema.find(name) instanceof Lookup.Found found ? found.table() : null;
  }

  /** What the snapshot says about the table; {@code null} where it says nothing. */
  @Nullable Relation relation(List<Name> name) {
    Table table = find(name);
    return table == null ? null : table.snapshot();
  }

  /** Whether a table of this name held rows before the script, or may have. */
  boolean mayHoldRows(List<Name> name) {
    return switch (schema.find(name)) {
      case Lookup.Found found -> found.table().wasThere() && !found.table().isEstimatedEmpty();
      case Lookup.Unseen _ -> true;
      case Lookup.NoSchema _, Lookup.NoTable _ -> false;
    };
  }

  /** Whether the table was there before the script, or may have been. */
  boolean isOld(List<Name> name) {
    return switch (schema.find(name)) {
      case Lookup.Found found -> found.table().wasThere();
      case Lookup.Unseen _ -> true;
      case Lookup.NoSchema _, Lookup.NoTable _ -> false;
    };
  }
}
