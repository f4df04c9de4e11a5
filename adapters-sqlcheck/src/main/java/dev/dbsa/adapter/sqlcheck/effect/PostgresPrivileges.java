package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.PrivilegeStatement.AlterGroup;
import dev.dbsa.sql.tree.PrivilegeStatement.AlterRole;
import dev.dbsa.sql.tree.PrivilegeStatement.CreateRole;
import dev.dbsa.sql.tree.PrivilegeStatement.DefaultPrivileges;
import dev.dbsa.sql.tree.PrivilegeStatement.Grant;
import dev.dbsa.sql.tree.PrivilegeStatement.GrantRole;
import dev.dbsa.sql.tree.PrivilegeStatement.Owned;
import dev.dbsa.sql.tree.PrivilegeStatement.Privilege;
import dev.dbsa.sql.tree.PrivilegeStatement.SecurityLabel;
import dev.dbsa.sql.tree.PrivilegeStatement.SetDefault;
import java.util.List;
import java.util.Set;

/** PostgreSQL's privileges and roles (aclchk.c): what they name, but roles, is looked up. */
final class PostgresPrivileges {
  private static final Set<String> OF_TABLES =
      Set.of(
          "select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain");
  private static final Set<String> OF_COLUMNS = Set.of("select", "insert", "update", "references");
  private static final Set<String> OF_SEQUENCES = Set.of("usage", "select", "update");

  private PostgresPrivileges() {}

  static void apply(PrivilegeStatement statement, Step step) {
    switch (statement) {
      case Grant d -> grant(d, step);
      case GrantRole d -> {
        d.granted().forEach(r -> PostgresObjects.role(r, step));
        d.roles().forEach(r -> PostgresObjects.role(r, step));
      }
      case DefaultPrivileges d -> {
        d.schemas().forEach(s -> PostgresObjects.schemaIsThere(s, step));
        d.forRoles().forEach(r -> PostgresObjects.role(r, step));
        d.roles().forEach(r -> PostgresObjects.role(r, step));
        d.privileges().forEach(p -> fits(p, d.kind(), step));
      }
      case CreateRole d -> PostgresRoles.create(d, step);
      case AlterRole d -> PostgresObjects.role(d.name(), step);
      case SetDefault d -> {
        if (d.role() != null) {
          PostgresObjects.role(d.role(), step);
        }
        if (d.database() != null) {
          step.notShown("Whether there is a database " + d.database() + ".");
        }
        PostgresUpkeep.setting(d.variable(), step);
      }
      case AlterGroup d -> {
        PostgresObjects.role(d.group(), step);
        d.roles().forEach(r -> PostgresObjects.role(r, step));
      }
      case Owned d -> {
        d.roles().forEach(r -> PostgresObjects.role(r, step));
        if (d.to() != null) {
          PostgresObjects.role(d.to(), step);
        } else {
          step.notRead("What DROP OWNED takes away.");
          step.become(step.state().losingObjects());
        }
      }
      case SecurityLabel d -> {
        PostgresObjects.need(d.object(), step);
        step.notShown("Whether a provider of security labels is loaded.");
      }
    }
  }

  private static void grant(Grant d, Step step) {
    ObjectKind kind = d.target().kind();
    for (Privilege privilege : d.privileges()) {
      fits(privilege, kind, step);
    }
    for (ObjectReference object : d.target().objects()) {
      if (d.target().inSchema()) {
        PostgresObjects.schemaIsThere(object.name().getLast(), step);
      } else if (kind == ObjectKind.TABLE) {
        table(object.name(), d.privileges(), step);
      } else {
        PostgresObjects.need(object, step);
      }
    }
    d.roles().forEach(r -> PostgresObjects.role(r, step));
  }

  /** A sequence, a view and a table alike. */
  private static void table(List<Name> name, List<Privilege> privileges, Step step) {
    if (step.state().sequence(name).isPresent() && step.find(name) == null) {
      return;
    }
    Table table = step.need(name);
    if (table == null) {
      return;
    }
    for (Privilege privilege : privileges) {
      Keys.columns(privilege.columns(), TableDraft.of(step.state(), table), false, step);
    }
  }

  private static void fits(Privilege privilege, ObjectKind kind, Step step) {
    Set<String> fitting =
        switch (kind) {
          case TABLE -> privilege.columns().isEmpty() ? OF_TABLES : OF_COLUMNS;
          case SEQUENCE -> OF_SEQUENCES;
          case SCHEMA -> Set.of("create", "usage");
          case DATABASE -> Set.of("create", "connect", "temporary", "temp");
          case FUNCTION, PROCEDURE, ROUTINE -> Set.of("execute");
          case TYPE, DOMAIN, LANGUAGE, SERVER, FOREIGN_DATA_WRAPPER -> Set.of("usage");
          case TABLESPACE -> Set.of("create");
          case LARGE_OBJECT -> Set.of("select", "update");
          case PARAMETER -> Set.of("set", "alter system");
          default -> Set.of();
        };
    // USAGE on what turns out to be a sequence is taken, with a warning.
    boolean sequence = kind == ObjectKind.TABLE && privilege.name().equals("usage");
    if (!fitting.isEmpty() && !fitting.contains(privilege.name()) && !sequence) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          privilege.at(),
          "There is no privilege "
              + privilege.name().toUpperCase(java.util.Locale.ROOT)
              + " on a "
              + kind.words(),
          null,
          privilege.name());
    }
  }
}
