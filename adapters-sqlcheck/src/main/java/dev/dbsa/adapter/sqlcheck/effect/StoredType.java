package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * The type of a PostgreSQL column by what it is; a domain counts as the type below it.
 *
 * @param name the catalogue's name of a built-in type, the full one of the schema's own types
 * @param element whether it is the type of an array's elements
 */
record StoredType(Kind kind, String name, boolean element) {
  /** Domains over domains are followed so far. */
  private static final int MOST_DOMAINS = 10;

  enum Kind {
    BUILT_IN,
    ENUM,
    COMPOSITE,
    RANGE,
    /**
     * One that an extension or the schema made with functions of its own, or none that is known.
     */
    OTHER
  }

  /** Of a type as the server prints it. */
  static StoredType of(String printed, SchemaState state) {
    return of(printed, false, state, MOST_DOMAINS);
  }

  private static StoredType of(String printed, boolean element, SchemaState state, int domains) {
    boolean array = element || printed.endsWith("[]");
    String bare = PostgresColumns.bare(printed);
    if (bare.isEmpty()) {
      return new StoredType(Kind.OTHER, printed, array);
    }
    return state
        .type(name(bare))
        .map(
            type ->
                switch (type) {
                  case UserType.Enumeration e ->
                      new StoredType(Kind.ENUM, e.name().toString(), array);
                  case UserType.Composite c ->
                      new StoredType(Kind.COMPOSITE, c.name().toString(), array);
                  case UserType.Range r -> new StoredType(Kind.RANGE, r.name().toString(), array);
                  case UserType.Domain d when domains > 0 ->
                      of(d.baseType(), array, state, domains - 1);
                  case UserType.Domain _, UserType.Base _ ->
                      new StoredType(Kind.OTHER, bare, array);
                })
        .orElseGet(
            () ->
                BuiltInTypes.isKnown(bare)
                    ? new StoredType(Kind.BUILT_IN, BuiltInTypes.internal(bare), array)
                    : new StoredType(Kind.OTHER, bare, array));
  }

  private static List<Name> name(String printed) {
    List<Name> name = new ArrayList<>(2);
    for (String part : printed.replace("\"", "").split("\\.", 2)) {
      name.add(new Name(0, part, true));
    }
    return name;
  }

  boolean isBuiltIn() {
    return kind == Kind.BUILT_IN;
  }

  boolean isKnown() {
    return kind != Kind.OTHER;
  }
}
