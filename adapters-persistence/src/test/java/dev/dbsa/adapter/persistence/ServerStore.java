package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An empty metadata store on a database server, gone when the test class ends. */
public final class ServerStore implements QuarkusTestResourceLifecycleManager {

  /** The argument that names the {@link ServerKind}. */
  static final String KIND = "kind";

  private ServerKind kind;
  private DatabaseServer server;
  private String database;

  @Override
  public void init(Map<String, String> arguments) {
    kind = ServerKind.valueOf(arguments.get(KIND));
  }

  @Override
  public Map<String, String> start() {
    server = Servers.get(kind);
    database = server.createDatabase("store");
    return StoreKind.settings(
        server.urlWithoutTls(database), server.admin().user(), server.admin().password());
  }

  @Override
  public void stop() {
    server.dropDatabase(database);
  }
}
