package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that scripts and the server name, by the names that {@link PostgresTyper} has for them:
 * the catalogue's for a built-in type, a marked one for an enumeration.
 */
final class PostgresTypeNames {
  /** As in {@code varchar(20)}. */
  private static final Pattern MODIFIERS = Pattern.compile("\\([^)]*\\)");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final SchemaState schema;
  private final Server server;
  private final Reporter reporter;
  private final Map<String, Optional<String>> internal = new HashMap<>();

  PostgresTypeNames(SchemaState schema, Server server, Reporter reporter) {
    this.schema = schema;
    this.server = server;
    this.reporter = reporter;
  }

  @Nullable String arrayOf(@Nullable String element) {
    if (element == null) {
      return null;
    }
    String array = "_" + element;
    return catalog.type(array) != null ? array : null;
  }

  /** The catalogue's name of a type as the server prints it; {@code null} if it is not known. */
  @Nullable String internal(@Nullable String printed) {
    if (printed == null) {
      return null;
    }
    Optional<String> before = internal.get(printed);
    if (before == null) {
      // A domain leads to its own type: no computeIfAbsent, which must not call itself.
      before = Optional.ofNullable(findInternal(printed));
      internal.put(printed, before);
    }
    return before.orElse(null);
  }

  /** Types of our own making are catalogue names already. */
  @Nullable String internalOrSame(@Nullable String type) {
    if (type == null || type.equals(PostgresTyper.UNKNOWN) || catalog.type(type) != null) {
      return type;
    }
    return internal(type);
  }

  private @Nullable String findInternal(String printed) {
    String name = BLANKS.matcher(MODIFIERS.matcher(printed).replaceAll("")).replaceAll(" ").strip();
    int dimensions = 0;
    while (name.endsWith("[]")) {
      name = name.substring(0, name.length() - 2).strip();
      dimensions++;
    }
    if (name.startsWith("interval ")) {
      name = "interval";
    }
    String type = name.equals("\"char\"") ? "char" : TypeNames.internal(name);
    if (catalog.type(type) == null) {
      type = userType(name);
      if (type == null || dimensions > 0) {
        return null;
      }
      return type;
    }
    return dimensions == 0 ? type : arrayOf(type);
  }

  private @Nullable String userType(String name) {
    String plain = name.replace("\"", "");
    List<Name> parts = new ArrayList<>(2);
    for (String part : plain.split("\\.", 2)) {
      parts.add(new Name(0, part, true));
    }
    UserType found = schema.type(parts).orElse(null);
    if (found == null) {
      for (UserType type : schema.snapshot().types()) {
        if (type.name().name().equals(plain) || type.name().toString().equals(plain)) {
          found = type;
          break;
        }
      }
    }
    return switch (found) {
      case null -> null;
      case UserType.Enumeration e -> "enum:" + e.name();
      case UserType.Domain d -> internal(d.baseType());
      case UserType.Composite _, UserType.Range _, UserType.Base _ -> null;
    };
  }

  static boolean isEnum(String type) {
    return type.startsWith("enum:");
  }

  List<String> enumLabels(String type) {
    for (UserType candidate : schema.snapshot().types()) {
      if (candidate instanceof UserType.Enumeration e && type.equals("enum:" + e.name())) {
        // The script may have added some.
        return schema.type(e.name().schema(), e.name().name()).orElse(e)
                instanceof UserType.Enumeration now
            ? now.labels()
            : e.labels();
      }
    }
    String name = type.substring("enum:".length());
    int dot = name.indexOf('.');
    return dot > 0
            && schema.type(name.substring(0, dot), name.substring(dot + 1)).orElse(null)
                instanceof UserType.Enumeration made
        ? made.labels()
        : List.of();
  }

  /** Whether the transaction that is open added the value to a type that was there before. */
  boolean isOfOpenTransaction(String type, String label) {
    SchemaState before = schema.beforeTransaction();
    if (before == null) {
      return false;
    }
    for (UserType candidate : schema.snapshot().types()) {
      if (candidate instanceof UserType.Enumeration e && type.equals("enum:" + e.name())) {
        return before.type(e.name().schema(), e.name().name()).orElse(e)
                instanceof UserType.Enumeration then
            && !then.labels().contains(label)
            && then.labels().size() < enumLabels(type).size();
      }
    }
    return false;
  }

  boolean isTypeName(String name) {
    return catalog.type(TypeNames.internal(name)) != null;
  }

  /** The type that a script names; reports one that does not exist. */
  @Nullable String typeName(Expr.TypeName type) {
    String name = TypeNames.internal(type.name());
    if (catalog.type(name) == null) {
      String user = userType(type.name());
      if (user == null && !type.quoted() && !mayExist(type.name())) {
        reporter.report(
            FindingRule.UNKNOWN_TYPE,
            type.at(),
            "There is no type " + type.name(),
            typeHint(type.name()),
            type.name());
      }
      return type.arrayDimensions() > 0 ? null : user;
    }
    String whyNot = TypeModifiers.whyNot(type, server);
    if (whyNot != null) {
      reporter.report(FindingRule.TYPE_MODIFIER, type.at(), whyNot, null, type.name());
    }
    return type.arrayDimensions() > 0 ? arrayOf(name) : name;
  }

  private boolean mayExist(String name) {
    return schema.mayHaveUnlistedObjects()
        || schema.isUncertain()
        || schema.mayHaveType(name)
        || schema.snapshot().types().stream().anyMatch(t -> t.name().name().equals(name));
  }

  private static @Nullable String typeHint(String name) {
    return switch (name) {
      case "double" -> "PostgreSQL calls it double precision.";
      case "signed" -> "PostgreSQL has integer and bigint.";
      case "unsigned" -> "PostgreSQL has no unsigned numbers; take bigint or numeric.";
      case "datetime" -> "PostgreSQL calls it timestamp.";
      case "string" -> "PostgreSQL calls it text.";
      case "number" -> "PostgreSQL calls it numeric.";
      case "tinyint" -> "PostgreSQL has smallint.";
      case "blob" -> "PostgreSQL calls it bytea.";
      default -> null;
    };
  }

  static String list(List<@Nullable String> types) {
    List<String> words = new ArrayList<>();
    for (String type : types) {
      words.add(type == null ? "?" : shown(type));
    }
    return String.join(", ", words);
  }

  static String shown(String type) {
    return TypeNames.external(
        type.startsWith("enum:") ? type.substring(type.lastIndexOf('.') + 1) : type);
  }
}
