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
        url(server, database), server.admin().user(), server.admin().password());
  }

  /** On the loopback address without TLS, for which the password needs the server's key. */
  static String url(DatabaseServer server, String database) {
    return server.jdbcUrl(database)
        + (server.dialect().equals("mysql")
            ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
            : "");
  }

  @Override
  public void stop() {
    server.dropDatabase(database);
  }
}
