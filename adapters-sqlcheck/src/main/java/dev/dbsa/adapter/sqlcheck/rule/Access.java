package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.script.RiskLevel;

/** Rights, accounts, sessions and what the script does not show. */
final class Access implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.definition()) {
      case Definition.Grant d ->
          notes.risk(
              RiskCode.GRANT_PRIVILEGES,
              d.revoke() ? RiskLevel.MEDIUM : RiskLevel.HIGH,
              (d.revoke() ? "REVOKE takes " : "GRANT gives ") + d.privileges(),
              d.tables().isEmpty() ? null : d.tables().getFirst().getLast().text(),
              "Have it confirmed by whoever answers for access.");
      case Definition.Account d -> {
        notes.risk(
            RiskCode.ACCOUNT_CHANGE,
            "The script changes who may log in, or how",
            null,
            "Have it confirmed by whoever answers for access.");
        if (d.password()) {
          notes.risk(
              RiskCode.PLAIN_PASSWORD,
              "A password stands in the script, and with it in logs and histories",
              null,
              "Set the password by hand, or from a secret store.");
        }
      }
      case Definition.Dynamic d ->
          notes.risk(
              RiskCode.HIDDEN_STATEMENTS,
              d.kind().toUpperCase(java.util.Locale.ROOT)
                  + " runs statements that were not checked",
              null,
              "Write the statements out.");
      case Definition.Call d ->
          notes.risk(
              RiskCode.HIDDEN_STATEMENTS,
              "CALL runs the statements of " + d.name().getLast() + ", which were not checked",
              d.name().getLast().text(),
              "Read the procedure before you run it.");
      case Definition.Transfer d when d.server() ->
          notes.risk(
              RiskCode.SERVER_FILE_ACCESS,
              "The statement reads or writes a file, or runs a program, on the server",
              d.table() == null ? null : d.table().getLast().text(),
              statement.isPostgres()
                  ? "Use \\copy, or COPY with STDIN or STDOUT."
                  : "Write LOAD DATA LOCAL.");
      case Definition.Lock d when !d.names().isEmpty() ->
          notes.risk(
              RiskCode.LOCK_TABLES,
              "The lock on "
                  + d.names().getFirst().getLast()
                  + " keeps others waiting until it is released",
              d.names().getFirst().getLast().text(),
              "Lock rows with SELECT … FOR UPDATE, and set a lock timeout.");
      case Definition.SetVariables d -> {
        for (Definition.Variable variable : d.variables()) {
          boolean off =
              !variable.values().isEmpty()
                  && java.util.Set.of("0", "off", "false", "replica")
                      .contains(variable.values().getFirst());
          if (off
              && (variable.name().equals("foreign_key_checks")
                  || variable.name().equals("unique_checks")
                  || variable.name().equals("session_replication_role"))) {
            notes.risk(
                RiskCode.FOREIGN_KEYS_UNCHECKED,
                "With "
                    + variable.name()
                    + " off, rows that break keys get in, and nothing checks them later",
                null,
                "Leave the checks on, and order the statements so that they hold.");
          }
        }
      }
      default -> {}
    }
  }
}
