package dev.dbsa.testkit;

import java.util.Arrays;
import java.util.stream.Stream;

/** The servers that tests run against. */
public enum ServerKind {
  /** The PostgreSQL of the class path (embedded binaries). */
  POSTGRESQL("PostgreSQL", "postgresql"),
  /** The newest PostgreSQL below {@code /usr/lib/postgresql}, usually an older release. */
  INSTALLED_POSTGRESQL("installed PostgreSQL", "postgresql"),
  /** The MariaDB of the class path (embedded binaries). */
  MARIADB("MariaDB", "mysql"),
  /** MySQL out of the packages of Debian or Ubuntu, downloaded at the first use. */
  MYSQL("MySQL", "mysql");

  private final String label;
  private final String dialect;

  ServerKind(String label, String dialect) {
    this.label = label;
    this.dialect = dialect;
  }

  /** The SQL dialect: {@code postgresql} or {@code mysql}. */
  public String dialect() {
    return dialect;
  }

  /**
   * The kinds that can be had on this machine, in the order of declaration; starts them all. Meant
   * for {@code @MethodSource}; {@link EachServer} is better where it fits, as it shows what is left
   * out.
   *
   * @throws ServerUnavailable if one is missing and {@value Servers#REQUIREMENT} asks for all
   */
  public static Stream<ServerKind> available() {
    return Arrays.stream(values()).filter(kind -> Servers.reasonToSkip(kind).isEmpty());
  }

  /** The kind in words, as test reports show it. */
  @Override
  public String toString() {
    return label;
  }
}
