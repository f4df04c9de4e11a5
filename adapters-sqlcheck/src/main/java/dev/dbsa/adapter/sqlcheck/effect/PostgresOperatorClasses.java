package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.OperatorClass;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What PostgreSQL's access methods do with the values of a type (indexcmds.c: ResolveOpClass). */
final class PostgresOperatorClasses {
  /** The server's own, their types by the catalogue's names. */
  private static final List<Known> OWN = read();

  /** What an operator class takes. */
  private record Known(String method, String name, String type, boolean standard) {
    static Known of(String line) {
      String[] fields = line.split(" ");
      return new Known(fields[0], fields[1], fields[2], fields.length > 3);
    }

    static Known of(OperatorClass other) {
      return new Known(
          other.method(),
          other.name().name(),
          (other.inputType().endsWith("[]") ? "_" : "")
              + BuiltInTypes.internal(PostgresColumns.bare(other.inputType())),
          other.standard());
    }
  }

  private PostgresOperatorClasses() {}

  private static List<Known> read() {
    String resource = "postgresql-operator-classes.txt";
    try (InputStream in =
        Objects.requireNonNull(
            PostgresOperatorClasses.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Known::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks what is written behind a column of an index, and whether the method takes its type. */
  static void check(KeyPart part, String written, TableDraft draft, Step step) {
    if (!part.collation().isEmpty()) {
      PostgresObjects.collation(part.collation(), step);
      Column collated = part.column() == null ? null : draft.column(part.column().text());
      if (collated != null && part.column() != null && !collated.type().endsWith("[]")) {
        PostgresColumns.collates(part.at(), part.column(), collated.type(), step);
      }
    }
    String method = written.isEmpty() ? "btree" : written;
    if (!part.operatorClass().isEmpty()) {
      named(part, method, draft, step);
      PostgresCollations.ofPattern(part, draft, step);
      options(part, method, step);
    } else if (part.column() != null) {
      standard(part.column(), method, draft, step);
    }
  }

  /** Whether the method has an operator class for the column's type that need not be named. */
  static void standard(Name name, String method, TableDraft draft, Step step) {
    Column column = draft.column(name.text());
    SchemaState state = step.state();
    // No extension is known to order more of the server's own types.
    boolean unsure =
        state.isUncertain() || state.mayHaveUnlistedObjects() && !method.equals("btree");
    if (column == null || unsure || OWN.stream().noneMatch(c -> c.method.equals(method))) {
      return;
    }
    StoredType type = StoredType.of(column.type(), state);
    boolean taken =
        all(state).anyMatch(c -> c.standard && c.method.equals(method) && takes(c, type));
    if (!taken && type.isKnown()) {
      step.refuse(
          FindingRule.INVALID_KEY,
          name,
          "An index of " + method + " takes no values of type " + column.type() + " by itself",
          method.equals("gin") || method.equals("gist")
              ? "An extension such as btree_"
                  + method
                  + " or pg_trgm brings operator classes for it."
              : null);
    }
  }

  private static void named(KeyPart part, String method, TableDraft draft, Step step) {
    SchemaState state = step.state();
    Name name = part.operatorClass().getLast();
    boolean ownMethod = OWN.stream().anyMatch(c -> c.method.equals(method));
    if (!ownMethod || isUnsure(state)) {
      return;
    }
    List<Known> meant =
        all(state).filter(c -> c.method.equals(method) && c.name.equals(name.text())).toList();
    if (meant.isEmpty()) {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT,
          name,
          "There is no operator class " + name + " for " + method,
          null);
      return;
    }
    Column column = part.column() == null ? null : draft.column(part.column().text());
    if (column == null) {
      return;
    }
    StoredType type = StoredType.of(column.type(), state);
    if (type.isKnown() && meant.stream().noneMatch(c -> takes(c, type))) {
      step.refuse(
          FindingRule.INVALID_KEY,
          name,
          "The operator class " + name + " takes no values of type " + column.type(),
          null);
    }
  }

  private static boolean takes(Known known, StoredType type) {
    if (type.element()) {
      return known.type.equals("anyarray") || known.type.equals("_" + type.name());
    }
    return switch (type.kind()) {
      case BUILT_IN -> BuiltInTypes.readsAs(type.name(), known.type);
      case ENUM -> known.type.equals("anyenum");
      case RANGE -> known.type.equals("anyrange") || known.type.equals("anymultirange");
      case COMPOSITE -> known.type.equals("record");
      case OTHER -> true;
    };
  }

  /** The server's own operator classes have hardly any options. */
  private static void options(KeyPart part, String method, Step step) {
    Name name = part.operatorClass().getLast();
    if (OWN.stream().noneMatch(k -> k.method.equals(method) && k.name.equals(name.text()))
        || method.equals("brin")
        || part.operatorClassOptions().isEmpty()) {
      return;
    }
    boolean length = method.equals("gist") && name.text().equals("tsvector_ops");
    Set<String> seen = new HashSet<>();
    for (Option option : part.operatorClassOptions()) {
      String value = option.value();
      String why = null;
      if (!length) {
        why = "The operator class " + name + " has no options";
      } else if (!option.name().equals("siglen")) {
        why = "The operator class " + name + " has no option " + option.name();
      } else if (!seen.add(option.name())) {
        why = "The option " + option.name() + " is given twice";
      } else if (value.matches("[0-9]{1,9}")
          && (Integer.parseInt(value) < 1 || Integer.parseInt(value) > 2024)) {
        why = "The option siglen is a whole number from 1 to 2024";
      }
      if (why != null) {
        step.refuse(FindingRule.INVALID_SETTING, option.at(), why, null, option.name());
        return;
      }
    }
  }

  private static boolean isUnsure(SchemaState state) {
    return state.isUncertain() || state.mayHaveUnlistedObjects();
  }

  private static Stream<Known> all(SchemaState state) {
    Stream<OperatorClass> others =
        Stream.concat(
            state.snapshot().further().operatorClasses().stream(),
            state.snapshot().extensions().stream()
                .filter(e -> e.contents() != null)
                .flatMap(e -> Objects.requireNonNull(e.contents()).operatorClasses().stream()));
    return Stream.concat(OWN.stream(), others.map(Known::of));
  }
}
