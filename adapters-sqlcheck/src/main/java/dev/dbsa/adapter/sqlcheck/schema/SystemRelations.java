package dev.dbsa.adapter.sqlcheck.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables and views that PostgreSQL 12 to 18 have of their own. */
final class SystemRelations {
  /** Each behind its schema. */
  private static final Set<String> NAMES = read();

  private SystemRelations() {}

  private static Set<String> read() {
    String resource = "postgresql-relations.txt";
    try (InputStream in =
        Objects.requireNonNull(SystemRelations.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether one of the releases may have it; of other schemas of the system nothing is known. */
  static boolean mayHave(String schema, String name) {
    return switch (schema) {
      case "pg_catalog", "information_schema" -> NAMES.contains(schema + " " + name);
      default -> true;
    };
  }
}
