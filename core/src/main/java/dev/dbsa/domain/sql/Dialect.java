package dev.dbsa.domain.sql;

import java.util.Locale;
import java.util.Optional;

/** The SQL dialects that dbsa reads and writes. MariaDB is read and written as {@link #MYSQL}. */
public enum Dialect {
  MYSQL,
  POSTGRESQL;

  /** The dialect's name in the API: {@code mysql} or {@code postgresql}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The TCP port that its servers listen on unless told otherwise. */
  public int defaultPort() {
    return switch (this) {
      case MYSQL -> 3306;
      case POSTGRESQL -> 5432;
    };
  }

  /** Reads a name as clients write it; {@code postgres} is understood as {@code postgresql}. */
  public static Optional<Dialect> find(String name) {
    return switch (name) {
      case "mysql" -> Optional.of(MYSQL);
      case "postgresql", "postgres" -> Optional.of(POSTGRESQL);
      default -> Optional.empty();
    };
  }
}
