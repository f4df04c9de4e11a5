package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import java.util.Arrays;
import java.util.Locale;

/** Turns what a snapshot says about its server into what the grammars ask. */
final class Servers {
  private Servers() {}

  /** The newest server of a dialect, with its default settings. */
  static Server of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> Server.of(Product.POSTGRESQL);
      case MYSQL -> Server.of(Product.MYSQL);
    };
  }

  /** The server that a snapshot was read from. */
  static Server of(ServerInfo info) {
    int version = Server.version(info.version());
    if (info.dialect() == Dialect.POSTGRESQL) {
      String conforming = info.settings().getOrDefault("standard_conforming_strings", "on");
      return Server.postgres(version, !conforming.equalsIgnoreCase("off"));
    }
    String modes = info.settings().getOrDefault("sql_mode", "").toUpperCase(Locale.ROOT);
    return Server.mySql(
        isMariaDb(info) ? Product.MARIADB : Product.MYSQL,
        version,
        Arrays.asList(modes.split(",")));
  }

  /** As policies name it. */
  static String label(Server server) {
    return server.product().name().toLowerCase(Locale.ROOT);
  }

  static boolean isMariaDb(ServerInfo info) {
    String name = (info.product() + " " + info.version()).toLowerCase(Locale.ROOT);
    return info.dialect() == Dialect.MYSQL && name.contains("mariadb");
  }
}
