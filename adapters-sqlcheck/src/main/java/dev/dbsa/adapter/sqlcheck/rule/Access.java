package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rights, accounts, sessions and what the script does not show. */
final class Access implements DefinitionRule {
  private static final String CONFIRM = "Have it confirmed by whoever answers for access.";
  private static final Set<String> OFF = Set.of("0", "off", "false", "replica");
  private static final Set<String> CHECKS =
      Set.of("foreign_key_checks", "unique_checks", "session_replication_role");

  /** How many privileges a message names. */
  private static final int MOST_NAMED = 8;

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case PrivilegeStatement d -> privileges(d, notes);
      case AccountStatement d -> accounts(d, notes);
      case Drop d when d.kind() == ObjectKind.USER || d.kind() == ObjectKind.ROLE ->
          account(false, notes);
      case RoutineStatement.Do _ -> hidden("DO", notes);
      case BodyStatement.Block _ -> hidden("The block", notes);
      case SessionStatement.Execute _ -> hidden("EXECUTE", notes);
      case SessionStatement.Call d ->
          notes.risk(
              RiskCode.HIDDEN_STATEMENTS,
              "CALL runs the statements of " + d.name().getLast() + ", which were not checked",
              d.name().getLast().text(),
              "Read the procedure before you run it.");
      case SessionStatement.Copy d when d.file() != null || d.program() ->
          file(last(d.table()), "Use \\copy, or COPY with STDIN or STDOUT.", notes);
      case MaintenanceStatement.LoadData d when !has(d.options(), "local") ->
          file(last(d.table()), "Write LOAD DATA LOCAL.", notes);
      case SessionStatement.Copy d when d.from() -> loaded(last(d.table()), notes);
      case MaintenanceStatement.LoadData d -> loaded(last(d.table()), notes);
      case SessionStatement.LockTables d when !d.tables().isEmpty() -> {
        String table = d.tables().getFirst().getLast().text();
        notes.risk(
            RiskCode.LOCK_TABLES,
            "The lock on " + table + " keeps others waiting until it is released",
            table,
            "Lock rows with SELECT … FOR UPDATE, and set a lock timeout.");
      }
      case SessionStatement.SetVariables d -> variables(d.variables(), notes);
      case SessionStatement.SetStatement d -> variables(d.variables(), notes);
      default -> {}
    }
  }

  private static void loaded(@Nullable String table, Notes notes) {
    notes.risk(RiskCode.ROWS_CHANGED, "Rows are added to " + table, table, null);
  }

  private static @Nullable String last(List<Name> name) {
    return name.isEmpty() ? null : name.getLast().text();
  }

  private static boolean has(List<Option> options, String name) {
    return options.stream().anyMatch(o -> o.name().equals(name));
  }

  private static void hidden(String what, Notes notes) {
    notes.risk(
        RiskCode.HIDDEN_STATEMENTS,
        what + " runs statements that were not checked",
        null,
        "Write the statements out.");
  }

  private static void file(@Nullable String table, String hint, Notes notes) {
    notes.risk(
        RiskCode.SERVER_FILE_ACCESS,
        "The statement reads or writes a file, or runs a program, on the server",
        table,
        hint);
  }

  private static void privileges(PrivilegeStatement statement, Notes notes) {
    switch (statement) {
      case PrivilegeStatement.Grant d -> {
        List<ObjectReference> objects = d.target().objects();
        boolean tables = d.target().kind() == ObjectKind.TABLE && !d.target().inSchema();
        grant(
            d.revoke(),
            d.privileges().stream().map(PrivilegeStatement.Privilege::name),
            tables && !objects.isEmpty() ? last(objects.getFirst().name()) : null,
            notes);
      }
      case PrivilegeStatement.GrantRole d ->
          grant(d.revoke(), d.granted().stream().map(Name::text), null, notes);
      case PrivilegeStatement.DefaultPrivileges d ->
          grant(
              d.revoke(),
              d.privileges().stream().map(PrivilegeStatement.Privilege::name),
              null,
              notes);
      case PrivilegeStatement.CreateRole d -> account(hasPassword(d.options()), notes);
      case PrivilegeStatement.AlterRole d -> account(hasPassword(d.options()), notes);
      case PrivilegeStatement.AlterGroup _ -> account(false, notes);
      // ALTER DATABASE with a setting concerns no account.
      case PrivilegeStatement.SetDefault d when d.role() != null || d.database() == null ->
          account(false, notes);
      case PrivilegeStatement.SetDefault _,
          PrivilegeStatement.Owned _,
          PrivilegeStatement.SecurityLabel _ -> {}
    }
  }

  private static void accounts(AccountStatement statement, Notes notes) {
    switch (statement) {
      case AccountStatement.Grant d -> {
        boolean table =
            !d.level().isEmpty()
                && !d.level().getLast().text().equals("*")
                && (d.object() == null || d.object() == ObjectKind.TABLE);
        grant(
            d.revoke(),
            d.proxied() != null
                ? Stream.of("proxy")
                : d.privileges().stream().map(AccountStatement.Privilege::name),
            table ? last(d.level()) : null,
            notes);
      }
      case AccountStatement.Users d ->
          account(
              d.users().stream().anyMatch(u -> hasPassword(u.authentication()))
                  || hasPassword(d.options()),
              notes);
      case AccountStatement.CreateRoles _, AccountStatement.RenameUsers _ -> account(false, notes);
    }
  }

  private static void grant(
      boolean revoke, Stream<String> privileges, @Nullable String table, Notes notes) {
    List<String> names =
        privileges.map(p -> p.toUpperCase(Locale.ROOT)).limit(MOST_NAMED + 1L).toList();
    String shown =
        names.isEmpty()
            ? "ALL"
            : String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? " …" : "");
    notes.risk(
        RiskCode.GRANT_PRIVILEGES,
        revoke ? RiskLevel.MEDIUM : RiskLevel.HIGH,
        (revoke ? "REVOKE takes " : "GRANT gives ") + shown,
        table,
        CONFIRM);
  }

  private static void account(boolean password, Notes notes) {
    notes.risk(RiskCode.ACCOUNT_CHANGE, "The script changes who may log in, or how", null, CONFIRM);
    if (password) {
      notes.risk(
          RiskCode.PLAIN_PASSWORD,
          "A password stands in the script, and with it in logs and histories",
          null,
          "Set the password by hand, or from a secret store.");
    }
  }

  /** Whether a password is written out; not for one that the server makes up, or for none. */
  private static boolean hasPassword(List<Option> options) {
    return options.stream()
        .anyMatch(
            o ->
                (o.name().equals("password")
                        || o.name().equals("identified by")
                        || o.name().equals("identified by password"))
                    && !o.values().isEmpty()
                    && !o.value().equalsIgnoreCase("null"));
  }

  private static void variables(List<Variable> variables, Notes notes) {
    for (Variable variable : variables) {
      if (isPassword(variable)) {
        account(true, notes);
      } else if (CHECKS.contains(bare(variable))
          && !variable.values().isEmpty()
          && OFF.contains(word(variable.values().getFirst()))) {
        notes.risk(
            RiskCode.FOREIGN_KEYS_UNCHECKED,
            "With "
                + bare(variable)
                + " off, rows that break keys get in, and nothing checks them later",
            null,
            "Leave the checks on, and order the statements so that they hold.");
      }
    }
  }

  /** MySQL's SET PASSWORD, which the tree keeps without the password. */
  private static boolean isPassword(Variable variable) {
    return variable.name().equals("password") && variable.scope() == Variable.Scope.UNSAID;
  }

  /** The variable's name without what stands before a dot. */
  static String bare(Variable variable) {
    String name = variable.name().replaceFirst("^@@", "");
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The word or number that a variable is set to, in lower case; empty for anything else. */
  static String word(Expr value) {
    return switch (value) {
      case Expr.Literal l -> l.text().toLowerCase(Locale.ROOT);
      case Expr.Column c -> c.last().text().toLowerCase(Locale.ROOT);
      default -> "";
    };
  }
}
