package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SET of MySQL and MariaDB. Which variables a server has hangs on its release and its plugins;
 * those that are not listed may be there.
 */
final class MySqlVariables {
  private static final Set<String> SWITCH = Set.of("0", "1", "on", "off", "true", "false");

  /** What MySQL 8 and 9 take in sql_mode. */
  private static final Set<String> MODES =
      Set.of(
          "REAL_AS_FLOAT",
          "PIPES_AS_CONCAT",
          "ANSI_QUOTES",
          "IGNORE_SPACE",
          "ONLY_FULL_GROUP_BY",
          "NO_UNSIGNED_SUBTRACTION",
          "NO_DIR_IN_CREATE",
          "ANSI",
          "NO_AUTO_VALUE_ON_ZERO",
          "NO_BACKSLASH_ESCAPES",
          "STRICT_TRANS_TABLES",
          "STRICT_ALL_TABLES",
          "NO_ZERO_IN_DATE",
          "NO_ZERO_DATE",
          "ALLOW_INVALID_DATES",
          "ERROR_FOR_DIVISION_BY_ZERO",
          "TRADITIONAL",
          "HIGH_NOT_PRECEDENCE",
          "NO_ENGINE_SUBSTITUTION",
          "PAD_CHAR_TO_FULL_LENGTH",
          "TIME_TRUNCATE_FRACTIONAL");

  /** What only MariaDB takes. */
  private static final Set<String> MARIADB_MODES =
      Set.of(
          "IGNORE_BAD_TABLE_OPTIONS",
          "POSTGRESQL",
          "ORACLE",
          "MSSQL",
          "DB2",
          "MAXDB",
          "NO_KEY_OPTIONS",
          "NO_TABLE_OPTIONS",
          "NO_FIELD_OPTIONS",
          "MYSQL323",
          "MYSQL40",
          "NO_AUTO_CREATE_USER",
          "EMPTY_STRING_IS_NULL",
          "SIMULTANEOUS_ASSIGNMENT",
          "TIME_ROUND_FRACTIONAL");

  private MySqlVariables() {}

  private static final class MySql {
    static final Map<String, String> ALL = read("mysql-variables.txt");
  }

  private static final class MariaDb {
    static final Map<String, String> ALL = read("mariadb-variables.txt");
  }

  private static Map<String, String> read(String resource) {
    Map<String, String> variables = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(MySqlVariables.class.getResourceAsStream(resource), resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        int blank = line.indexOf(' ');
        if (blank > 0 && line.charAt(0) != '#') {
          variables.put(line.substring(0, blank), line.substring(blank + 1));
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  /** What is known of a system variable; {@code null} where it is not listed. */
  static @Nullable String traits(String name, Step step) {
    return (step.isMariaDb() ? MariaDb.ALL : MySql.ALL).get(name);
  }

  /** One assignment of SET. */
  static void set(Variable variable, Step step) {
    if (variable.scope() == Scope.USER) {
      return;
    }
    switch (variable.name()) {
      case "names", "character set" -> characterSet(variable, step);
      case "role", "default role" ->
          step.notShown("Whether the session's account has the roles that SET ROLE names.");
      case "password" -> step.notShown("Whether the account exists whose password is set.");
      case "resource group" -> step.notShown("Whether the resource group exists.");
      default -> system(variable, step);
    }
  }

  private static void characterSet(Variable variable, Step step) {
    if (!variable.values().isEmpty() && variable.values().getFirst() instanceof Expr.Literal l) {
      MySqlCharacterSets.characterSet(l.at(), l.text(), step);
    }
  }

  private static void system(Variable variable, Step step) {
    String name = variable.name();
    String traits = traits(name, step);
    if (traits == null) {
      step.notShown("Whether the server has a variable " + name + ".");
      return;
    }
    boolean global =
        variable.scope() == Scope.GLOBAL
            || variable.scope() == Scope.PERSIST
            || variable.scope() == Scope.PERSIST_ONLY;
    if (traits.contains("r")) {
      refuse(variable, "The variable " + name + " cannot be set", null, step);
    } else if (traits.startsWith("g") && !global && isNew(step)) {
      refuse(
          variable,
          "The variable " + name + " is one of the server, not of a session",
          "Write SET GLOBAL.",
          step);
    } else if (traits.startsWith("o") && global && isNew(step)) {
      refuse(variable, "The variable " + name + " is one of a session alone", null, step);
    } else {
      value(variable, traits, step);
    }
  }

  /** Older releases had fewer and other variables. */
  private static boolean isNew(Step step) {
    return step.server().version() >= (step.isMariaDb() ? 101100 : 80000);
  }

  private static void refuse(Variable variable, String message, @Nullable String hint, Step step) {
    step.refuse(FindingRule.INVALID_SETTING, variable.at(), message, hint, variable.name());
  }

  private static void value(Variable variable, String traits, Step step) {
    String value = text(variable);
    boolean session =
        variable.scope() != Scope.GLOBAL
            && variable.scope() != Scope.PERSIST
            && variable.scope() != Scope.PERSIST_ONLY;
    if (value != null
        && traits.contains("b")
        && !SWITCH.contains(value.toLowerCase(Locale.ROOT))
        && !value.equalsIgnoreCase("default")
        && isNew(step)) {
      refuse(variable, variable.name() + " is on or off, not " + value, null, step);
      return;
    }
    switch (variable.name()) {
      case "sql_mode" -> mode(variable, value, session, step);
      case "foreign_key_checks" -> {
        if (session) {
          // What a variable kept before is nearly always the server's own value.
          boolean off = value != null && Set.of("0", "off", "false").contains(lower(value));
          step.become(step.state().withReferencesChecked(!off));
        }
      }
      case "innodb_strict_mode" -> {
        boolean off = value != null && Set.of("0", "off", "false").contains(lower(value));
        step.become(step.state().withInnoDbStrict(!off));
      }
      case "character_set_client",
          "character_set_connection",
          "character_set_results",
          "character_set_database",
          "character_set_server" -> {
        if (value != null && isName(value)) {
          MySqlCharacterSets.characterSet(variable.at(), value, step);
        }
      }
      case "collation_connection", "collation_database", "collation_server" -> {
        if (value != null && isName(value)) {
          MySqlCharacterSets.collation(variable.at(), value, step);
        }
      }
      case "default_storage_engine", "default_tmp_storage_engine" -> {
        if (value != null && isName(value)) {
          MySqlCharacterSets.engine(variable.at(), value, step);
        }
      }
      default -> {}
    }
  }

  private static boolean isName(String value) {
    return value.matches("[A-Za-z_][A-Za-z0-9_]*")
        && !value.equalsIgnoreCase("default")
        && !value.equalsIgnoreCase("null");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The value where it is a constant; {@code null} where it is computed. */
  private static @Nullable String text(Variable variable) {
    if (variable.values().size() != 1) {
      return variable.values().isEmpty() ? "default" : null;
    }
    return switch (variable.values().getFirst()) {
      case Expr.Literal l when l.isNull() -> null;
      case Expr.Literal l -> l.text();
      case Expr.Column c when c.parts().size() == 1 -> c.last().text();
      case Expr.Default _ -> "default";
      default -> null;
    };
  }

  private static void mode(Variable variable, @Nullable String value, boolean session, Step step) {
    if (value == null) {
      if (session) {
        step.become(step.state().withModes(null));
      }
      return;
    }
    if (value.equalsIgnoreCase("default") || value.matches("[0-9]+")) {
      if (session) {
        step.become(step.state().withModes(null));
      }
      return;
    }
    List<String> modes = new ArrayList<>();
    for (String part : value.toUpperCase(Locale.ROOT).split(",", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      boolean known = MODES.contains(part) || step.isMariaDb() && MARIADB_MODES.contains(part);
      if (!known && isNew(step)) {
        refuse(
            variable,
            "sql_mode has no mode " + part,
            MARIADB_MODES.contains(part)
                ? "Older releases and MariaDB have it; leave it out."
                : null,
            step);
        return;
      }
      modes.add(part);
      if (part.equals("TRADITIONAL")) {
        modes.addAll(List.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES"));
      }
    }
    if (session) {
      step.become(step.state().withModes(modes));
    }
  }
}
