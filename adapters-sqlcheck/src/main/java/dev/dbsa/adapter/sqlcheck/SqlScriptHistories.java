package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.ScriptHistory;
import dev.dbsa.sql.Server;
import org.jspecify.annotations.Nullable;

/** Checks scripts that run one after another, each on the schema that those before leave. */
public final class SqlScriptHistories implements ScriptHistories {
  private final Policy policy;

  /**
   * @param policy what of the rules counts
   */
  public SqlScriptHistories(Policy policy) {
    this.policy = policy;
  }

  @Override
  public ScriptHistory after(DatabaseSchema schema) {
    return new History(Servers.of(schema.server()), SchemaState.of(SchemaCatalog.of(schema)), true);
  }

  @Override
  public ScriptHistory ofNewDatabase(ServerInfo server) {
    return after(NewDatabase.of(server));
  }

  @Override
  public ScriptHistory ofUnknown(ServerInfo server) {
    ServerInfo known = NewDatabase.withDefaults(server);
    return new History(Servers.of(known), SchemaState.unknown(known), false);
  }

  private final class History implements ScriptHistory {
    private final Server server;
    private final boolean snapshot;
    private SchemaState schema;

    History(Server server, SchemaState schema, boolean snapshot) {
      this.server = server;
      this.schema = schema;
      this.snapshot = snapshot;
    }

    @Override
    public ScriptAnalysis next(String script, @Nullable String path) {
      ScriptCheck check =
          new ScriptCheck(
              script,
              server,
              schema,
              snapshot,
              ScriptScope.OPEN,
              policy.forScript(Servers.label(server), path),
              true);
      ScriptAnalysis analysis = check.run().bounded();
      schema = check.schema().forNextSession();
      return analysis;
    }
  }
}
