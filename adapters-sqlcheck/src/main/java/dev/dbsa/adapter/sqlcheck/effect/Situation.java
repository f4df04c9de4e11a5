package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In what a statement is carried out.
 *
 * @param state the schema before it
 * @param server with the settings that count for this statement
 * @param text its tokens, which the tree's places point to
 * @param result what its query yields; {@code null} where it has none
 */
public record Situation(
    SchemaState state, Server server, ScriptStatement text, @Nullable Result result) {

  /**
   * The columns of a query.
   *
   * @param open whether there may be more than these
   * @param tables the tables that it reads
   */
  public record Result(
      List<TableColumn> columns, boolean open, List<dev.dbsa.domain.schema.ObjectName> tables) {}
}
