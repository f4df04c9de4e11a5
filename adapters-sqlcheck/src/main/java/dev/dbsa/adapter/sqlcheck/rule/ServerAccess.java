package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import java.util.List;
import java.util.Set;

/** Queries that reach beyond the tables: files, other sessions, other servers. */
final class ServerAccess implements RowRule {
  private static final Set<String> POSTGRES_FUNCTIONS =
      Set.of(
          "pg_sleep",
          "pg_sleep_for",
          "pg_sleep_until",
          "pg_terminate_backend",
          "pg_cancel_backend",
          "pg_read_file",
          "pg_read_binary_file",
          "pg_ls_dir",
          "pg_stat_file",
          "lo_import",
          "lo_export",
          "pg_reload_conf",
          "pg_rotate_logfile",
          "pg_switch_wal",
          "pg_promote",
          "dblink",
          "dblink_exec",
          "pg_advisory_lock",
          "set_config",
          "query_to_xml",
          "pg_create_restore_point",
          "pg_drop_replication_slot");
  private static final Set<String> MYSQL_FUNCTIONS =
      Set.of("sleep", "load_file", "benchmark", "get_lock", "sys_exec", "sys_eval");

  @Override
  public void check(RowStatement statement, Notes notes) {
    Set<String> functions = statement.isPostgres() ? POSTGRES_FUNCTIONS : MYSQL_FUNCTIONS;
    for (Expr expr : statement.expressions()) {
      if (expr instanceof Expr.Call call && functions.contains(call.function())) {
        notes.risk(
            RiskCode.DANGEROUS_FUNCTION,
            call.function()
                + " does more than read data: it waits, locks, or reaches files, sessions or servers",
            call.function(),
            "Leave it out of scripts that people run on a production server.");
      }
    }
    List<Token> tokens = statement.text().tokens();
    for (int i = 1; i < tokens.size() && !statement.isPostgres(); i++) {
      boolean file = tokens.get(i).is("outfile") || tokens.get(i).is("dumpfile");
      if (file && tokens.get(i - 1).is("into")) {
        notes.risk(
            RiskCode.SERVER_FILE_ACCESS,
            "INTO "
                + tokens.get(i).text().toUpperCase(java.util.Locale.ROOT)
                + " writes a file on the server",
            null,
            "Let the client write the file.");
      }
    }
  }
}
