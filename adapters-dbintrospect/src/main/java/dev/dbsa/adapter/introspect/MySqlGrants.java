package dev.dbsa.adapter.introspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines of SHOW GRANTS say about one database. The lines are those of the account and of
 * its roles together.
 */
final class MySqlGrants {
  private static final Pattern GRANT =
      Pattern.compile(
          "(GRANT|REVOKE) (.+?) ON (?:(?:TABLE|FUNCTION|PROCEDURE) )?"
              + "(\\*|`(?:[^`]|``)*`)\\.(\\*|`(?:[^`]|``)*`) (?:TO|FROM) .*",
          Pattern.DOTALL);

  /** {@code GRANT `reader`@`%`,`writer`@`%` TO `me`@`%`}; MariaDB's roles have no host. */
  private static final Pattern ROLES = Pattern.compile("GRANT ([`'].+[`']) TO .*", Pattern.DOTALL);

  private static final Pattern ROLE =
      Pattern.compile("[`'](?:[^`']|``|'')*[`'](?:@[`'](?:[^`']|``|'')*[`'])?");

  /** Privileges that change rows or structure. */
  private static final Set<String> WRITING =
      Set.of(
          "ALL",
          "ALL PRIVILEGES",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "ALTER",
          "INDEX",
          "TRIGGER",
          "EVENT",
          "CREATE VIEW",
          "CREATE ROUTINE",
          "ALTER ROUTINE",
          "DELETE HISTORY",
          "SUPER");

  private final String database;
  private final Set<String> onServer = new TreeSet<>();
  private final Set<String> onDatabase = new TreeSet<>();
  private final Set<String> onObjects = new TreeSet<>();
  private final Set<String> roles = new LinkedHashSet<>();

  MySqlGrants(String database) {
    this.database = database;
  }

  void add(String line) {
    Matcher grant = GRANT.matcher(line);
    if (grant.matches()) {
      addPrivileges(grant);
      return;
    }
    Matcher granted = ROLES.matcher(line);
    if (granted.matches()) {
      Matcher role = ROLE.matcher(granted.group(1));
      while (role.find()) {
        roles.add(role.group());
      }
    }
  }

  private void addPrivileges(Matcher grant) {
    String scope = grant.group(3);
    boolean wholeDatabase = grant.group(4).equals("*");
    Set<String> privileges = privileges(grant.group(2));
    if (grant.group(1).equals("REVOKE")) {
      // A partial revoke takes away for one database what was granted for all.
      if (covers(scope) && onServer.removeAll(privileges)) {
        onServer.remove("ALL PRIVILEGES");
      }
    } else if (scope.equals("*")) {
      onServer.addAll(privileges);
    } else if (covers(scope)) {
      (wholeDatabase ? onDatabase : onObjects).addAll(privileges);
    }
  }

  /** The names in a list like {@code SELECT, INSERT (a, b), CREATE VIEW}. */
  private static Set<String> privileges(String list) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : list.replaceAll("\\([^)]*\\)", "").split(",")) {
      names.add(name.strip().toUpperCase(Locale.ROOT));
    }
    return names;
  }

  /** Whether a grant for a database means ours; its name may hold the wildcards of LIKE. */
  private boolean covers(String quoted) {
    String pattern = quoted.substring(1, quoted.length() - 1).replace("``", "`");
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    int flags = Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return Pattern.compile(regex.toString(), flags).matcher(database).matches();
  }

  /** The roles that were granted, quoted as the server quotes them. */
  Set<String> roles() {
    return roles;
  }

  /** Whether one of the privileges holds for the whole database. */
  boolean has(String... privileges) {
    for (String privilege : privileges) {
      if (onServer.contains(privilege) || onDatabase.contains(privilege)) {
        return true;
      }
    }
    return hasEverything();
  }

  private boolean hasEverything() {
    return onServer.contains("ALL PRIVILEGES") || onDatabase.contains("ALL PRIVILEGES");
  }

  /** Whether any privilege holds for the whole database, so that all its tables can be seen. */
  boolean seesAllTables() {
    Set<String> all = new TreeSet<>(onServer);
    all.addAll(onDatabase);
    // USAGE means "nothing"; of the rest, these have to do with tables.
    all.retainAll(
        Set.of(
            "ALL PRIVILEGES",
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "REFERENCES",
            "INDEX",
            "ALTER",
            "CREATE VIEW",
            "SHOW VIEW",
            "TRIGGER"));
    return !all.isEmpty();
  }

  boolean isAdministrator() {
    return onServer.contains("ALL PRIVILEGES") || onServer.contains("SUPER");
  }

  /** What the account may change, as verb phrases; empty if nothing. */
  List<String> writing() {
    List<String> rights = new ArrayList<>();
    addWriting(rights, onServer, "on every database");
    addWriting(rights, onDatabase, "on the database");
    addWriting(rights, onObjects, "on single tables or routines");
    return rights;
  }

  private static void addWriting(List<String> rights, Set<String> privileges, String where) {
    Set<String> writing = new TreeSet<>(privileges);
    writing.retainAll(WRITING);
    if (!writing.isEmpty()) {
      rights.add("use " + String.join(", ", writing) + " " + where);
    }
  }
}
