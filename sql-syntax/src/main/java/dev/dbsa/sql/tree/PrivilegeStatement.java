package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's statements about roles and what they may do. */
public sealed interface PrivilegeStatement extends Statement {

  /**
   * GRANT and REVOKE of privileges.
   *
   * @param privileges empty for ALL
   * @param grantOption WITH GRANT OPTION, GRANT OPTION FOR
   */
  record Grant(
      int at,
      boolean revoke,
      List<Privilege> privileges,
      Target target,
      List<Name> roles,
      boolean grantOption,
      @Nullable Name grantedBy,
      boolean cascade)
      implements PrivilegeStatement {}

  /**
   * @param name in lower case; a role's name where roles are granted
   * @param columns empty where all are meant
   */
  record Privilege(int at, String name, List<Name> columns) {}

  /**
   * What privileges are for.
   *
   * @param kind TABLE where none is written
   * @param inSchema whether the objects are schemas whose contents are meant
   */
  record Target(int at, ObjectKind kind, boolean inSchema, List<ObjectReference> objects) {}

  /**
   * GRANT and REVOKE of roles.
   *
   * @param options of the membership: admin, inherit, set
   */
  record GrantRole(
      int at,
      boolean revoke,
      List<Name> granted,
      List<Name> roles,
      List<Option> options,
      @Nullable Name grantedBy,
      boolean cascade)
      implements PrivilegeStatement {}

  /**
   * ALTER DEFAULT PRIVILEGES.
   *
   * @param kind what is made later; {@link ObjectKind#TABLE} and the like
   */
  record DefaultPrivileges(
      int at,
      List<Name> schemas,
      List<Name> forRoles,
      boolean revoke,
      List<Privilege> privileges,
      ObjectKind kind,
      List<Name> roles,
      boolean grantOption,
      boolean cascade)
      implements PrivilegeStatement {}

  /**
   * CREATE ROLE, USER, GROUP.
   *
   * @param kind ROLE, or USER, which may log in
   */
  record CreateRole(int at, ObjectKind kind, Name name, List<Option> options)
      implements PrivilegeStatement {}

  /** ALTER ROLE with new options. */
  record AlterRole(int at, ObjectKind kind, Name name, List<Option> options)
      implements PrivilegeStatement {}

  /**
   * ALTER ROLE and ALTER DATABASE with a setting.
   *
   * @param role {@code null} for ALL, and where a database is altered
   * @param database {@code null} where none is named
   */
  record SetDefault(
      int at, @Nullable Name role, @Nullable Name database, SessionStatement.Variable variable)
      implements PrivilegeStatement {}

  /** ALTER GROUP … ADD USER. */
  record AlterGroup(int at, Name group, boolean drop, List<Name> roles)
      implements PrivilegeStatement {}

  /**
   * REASSIGN OWNED and DROP OWNED.
   *
   * @param to {@code null} for DROP OWNED
   */
  record Owned(int at, List<Name> roles, @Nullable Name to, boolean cascade)
      implements PrivilegeStatement {}

  /**
   * SECURITY LABEL.
   *
   * @param provider {@code null} where none is written
   * @param label {@code null} for NULL
   */
  record SecurityLabel(
      int at, @Nullable Name provider, ObjectReference object, @Nullable String label)
      implements PrivilegeStatement {}
}
