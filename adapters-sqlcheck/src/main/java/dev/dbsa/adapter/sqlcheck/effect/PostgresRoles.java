package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.PrivilegeStatement.CreateRole;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles of a PostgreSQL server, as far as the snapshot tells them. */
final class PostgresRoles {
  /** Names that stand for a role. */
  private static final Set<String> STANDING_FOR =
      Set.of("public", "current_user", "current_role", "session_user", "user");

  private PostgresRoles() {}

  private static ObjectKey key(Name role) {
    return new ObjectKey(ObjectKind.ROLE, "", role.text());
  }

  /** Whether there is one; {@code null} where that is not known. */
  private static @Nullable Boolean isThere(Name role, Step step) {
    Boolean made = step.state().other(key(role));
    if (made != null) {
      return made;
    }
    List<String> known = known(step);
    if (known.contains(role.text())) {
      return true;
    }
    return known.isEmpty() || step.state().isUncertain() ? null : (Boolean) false;
  }

  private static List<String> known(Step step) {
    return step.state().snapshot().further().installed().roles();
  }

  /**
   * Whether a role is there; a refusal where it is not.
   *
   * @param tolerant whether IF EXISTS is written
   */
  static void need(Name role, boolean tolerant, Step step) {
    if (!role.quoted() && STANDING_FOR.contains(role.text())) {
      return;
    }
    Boolean there = isThere(role, step);
    if (there == null) {
      step.notShown("Whether there is a role " + role + ".");
    } else if (!there && tolerant) {
      step.remark(FindingRule.UNKNOWN_OBJECT, Severity.INFO, role, "There is no role " + role);
    } else if (!there) {
      step.missing(FindingRule.UNKNOWN_OBJECT, "role", role, known(step));
    }
  }

  static void create(CreateRole d, Step step) {
    Boolean there = isThere(d.name(), step);
    if (there == null) {
      step.notShown("Whether there is a role " + d.name() + " already.");
    } else if (there) {
      step.exists("role", d.name(), null);
    } else if (d.name().text().startsWith("pg_")
        || d.name().text().equals("public")
        || d.name().text().equals("none")) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          d.name(),
          "The name " + d.name() + " is reserved for the server's own roles",
          null);
    }
    step.become(step.state().with(key(d.name()), true));
  }

  static void drop(Name role, boolean ifExists, Step step) {
    need(role, ifExists, step);
    step.become(step.state().with(key(role), false));
  }

  /** A new name is taken along. */
  static void alter(Name role, List<Change> changes, Step step) {
    need(role, false, step);
    for (Change change : changes) {
      if (change instanceof Change.Rename rename) {
        if (Boolean.TRUE.equals(isThere(rename.to(), step))) {
          step.exists("role", rename.to(), null);
        }
        step.become(step.state().with(key(role), false));
        step.become(step.state().with(key(rename.to()), true));
      }
    }
  }
}
