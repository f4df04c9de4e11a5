package dev.dbsa.app;

import dev.dbsa.adapter.cli.OfflineTools;
import dev.dbsa.adapter.sqlcheck.SqlRuleRegister;
import dev.dbsa.adapter.sqlcheck.SqlScriptHistories;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.ScriptHistories;

/** Gives commands the checker without starting Quarkus. */
final class CheckTools implements OfflineTools {
  @Override
  public ScriptHistories histories() {
    return new SqlScriptHistories();
  }

  @Override
  public RuleRegister rules() {
    return new SqlRuleRegister();
  }
}
