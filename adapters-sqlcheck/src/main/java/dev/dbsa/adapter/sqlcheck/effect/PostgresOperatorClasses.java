package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.OperatorClass;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What PostgreSQL's access methods do with the values of a type (indexcmds.c). */
final class PostgresOperatorClasses {
  /** The server's own, with their access methods before them. */
  private static final Set<String> OWN = read();

  /** Types that neither gin nor gist take without an extension. */
  private static final Set<String> PLAIN =
      Set.of(
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "numeric",
          "bool",
          "text",
          "varchar",
          "bpchar",
          "date",
          "timestamp",
          "timestamptz",
          "time",
          "timetz",
          "interval",
          "uuid",
          "bytea");

  private PostgresOperatorClasses() {}

  private static Set<String> read() {
    String resource = "postgresql-operator-classes.txt";
    try (InputStream in =
        Objects.requireNonNull(
            PostgresOperatorClasses.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks what is written behind a column of an index, and whether the method takes its type. */
  static void check(KeyPart part, String written, TableDraft draft, Step step) {
    if (!part.collation().isEmpty()) {
      PostgresObjects.collation(part.collation(), step);
    }
    String method = written.isEmpty() ? "btree" : written;
    SchemaState state = step.state();
    if (!part.operatorClass().isEmpty()) {
      named(part.operatorClass().getLast(), method, state, step);
      return;
    }
    Column column = part.column() == null ? null : draft.column(part.column().text());
    if (column == null || !method.equals("gin") && !method.equals("gist")) {
      return;
    }
    String bare = PostgresColumns.bare(column.type());
    boolean plain =
        !column.type().endsWith("[]")
            && BuiltInTypes.isKnown(bare)
            && PLAIN.contains(BuiltInTypes.internal(bare));
    if (plain && all(state).noneMatch(c -> c.method().equals(method)) && !isUnsure(state)) {
      step.refuse(
          FindingRule.INVALID_KEY,
          part.at(),
          "An index of " + method + " takes no values of type " + column.type() + " by itself",
          "An extension such as btree_gin or pg_trgm brings operator classes for it.",
          column.name());
    }
  }

  private static void named(Name name, String method, SchemaState state, Step step) {
    boolean known =
        OWN.contains(method + " " + name.text())
            || all(state)
                .anyMatch(c -> c.method().equals(method) && c.name().name().equals(name.text()));
    boolean ownMethod = OWN.stream().anyMatch(c -> c.startsWith(method + " "));
    if (!known && ownMethod && !isUnsure(state)) {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT,
          name,
          "There is no operator class " + name + " for " + method,
          null);
    }
  }

  private static boolean isUnsure(SchemaState state) {
    return state.isUncertain() || state.mayHaveUnlistedObjects();
  }

  /** Those that are not the server's own. */
  private static Stream<OperatorClass> all(SchemaState state) {
    return Stream.concat(
        state.snapshot().further().operatorClasses().stream(),
        state.snapshot().extensions().stream()
            .filter(e -> e.contents() != null)
            .flatMap(e -> Objects.requireNonNull(e.contents()).operatorClasses().stream()));
  }
}
