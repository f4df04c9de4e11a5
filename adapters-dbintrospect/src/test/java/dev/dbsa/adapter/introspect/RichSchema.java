package dev.dbsa.adapter.introspect;

import dev.dbsa.testkit.DatabaseServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema with one of everything that a server knows, loaded from the scripts beside the tests.
 */
final class RichSchema {
  private RichSchema() {}

  /** Loads all that the server's release understands; returns the database's name. */
  static String loadInto(DatabaseServer server) {
    String database = server.createDatabase("rich");
    for (String script : scripts(server)) {
      server.execute(database, resource(script));
    }
    return database;
  }

  private static List<String> scripts(DatabaseServer server) {
    List<String> scripts = new ArrayList<>();
    switch (server.kind()) {
      case POSTGRESQL, INSTALLED_POSTGRESQL -> {
        scripts.add("postgresql.sql");
        if (majorVersion(server) >= 15) {
          scripts.add("postgresql-15.sql");
        }
        if (majorVersion(server) >= 18) {
          scripts.add("postgresql-18.sql");
        }
      }
      case MARIADB -> scripts.addAll(List.of("mysql-family.sql", "mariadb.sql"));
      case MYSQL -> scripts.addAll(List.of("mysql-family.sql", "mysql.sql"));
    }
    return scripts;
  }

  /** The name of the server's golden file, such as {@code postgresql-18.txt}. */
  static String goldenFile(DatabaseServer server) {
    String product =
        switch (server.kind()) {
          case POSTGRESQL, INSTALLED_POSTGRESQL -> "postgresql";
          case MARIADB -> "mariadb";
          case MYSQL -> "mysql";
        };
    return product + "-" + majorVersion(server) + ".txt";
  }

  private static int majorVersion(DatabaseServer server) {
    return Integer.parseInt(server.version().replaceFirst("\\D.*", ""));
  }

  static String resource(String name) {
    try (InputStream in = RichSchema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name + " beside the tests");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
