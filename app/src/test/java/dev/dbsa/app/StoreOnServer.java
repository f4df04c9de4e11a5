package dev.dbsa.app;

import dev.dbsa.adapter.crypto.FernetKey;
import dev.dbsa.testkit.DatabaseServer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** A metadata store of its own on a database server. */
record StoreOnServer(DatabaseServer server, String database) {
  static final String KEY = FernetKey.generate(new SecureRandom()).encoded();

  static StoreOnServer create(DatabaseServer server) {
    return new StoreOnServer(server, server.createDatabase("store"));
  }

  /** What a process has to be told to use it. */
  Map<String, String> settings() {
    return Map.of(
        "APP_DB_URL",
        server.urlWithoutTls(database),
        "APP_DB_USERNAME",
        server.admin().user(),
        "APP_DB_PASSWORD",
        server.admin().password(),
        "APP_FERNET_KEY",
        KEY);
  }

  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(settings());
    settings.putAll(more);
    return settings;
  }

  void drop() {
    server.dropDatabase(database);
  }
}
