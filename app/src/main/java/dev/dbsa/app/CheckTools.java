package dev.dbsa.app;

import dev.dbsa.adapter.cli.OfflineTools;
import dev.dbsa.adapter.introspect.JdbcSchemaReader;
import dev.dbsa.adapter.introspect.ReadLimits;
import dev.dbsa.adapter.persistence.PackedSnapshotFiles;
import dev.dbsa.adapter.policy.TomlPolicyReader;
import dev.dbsa.adapter.sqlcheck.SqlRuleRegister;
import dev.dbsa.adapter.sqlcheck.SqlScriptHistories;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostResolver;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.port.out.PolicyReader;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.SnapshotFiles;

/** Gives commands what they need of the product without starting Quarkus. */
final class CheckTools implements OfflineTools {
  @Override
  public ScriptHistories histories(Policy policy) {
    return new SqlScriptHistories(policy);
  }

  @Override
  public PolicyReader policies() {
    return new TomlPolicyReader(rules());
  }

  @Override
  public RuleRegister rules() {
    return new SqlRuleRegister();
  }

  @Override
  public SnapshotFiles snapshotFiles() {
    return new PackedSnapshotFiles();
  }

  /** Whoever names the host here could reach it anyway. */
  @Override
  public SchemaReader schemaReader() {
    return new JdbcSchemaReader(
        ReadLimits.DEFAULT, new HostGuard(AllowedHosts.parse(null), HostResolver.SYSTEM));
  }
}
