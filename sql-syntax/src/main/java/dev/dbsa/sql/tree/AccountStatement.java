package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, roles and their privileges in MySQL and MariaDB. */
public sealed interface AccountStatement extends Statement {

  /**
   * CREATE USER, ALTER USER.
   *
   * @param checked IF NOT EXISTS of CREATE, IF EXISTS of ALTER
   * @param options what is said about all of them, in the order of the text
   */
  record Users(
      int at,
      boolean alter,
      boolean orReplace,
      boolean checked,
      List<UserDefinition> users,
      List<Option> options)
      implements AccountStatement {}

  /**
   * @param user {@code current} for USER() too
   * @param authentication plugin, password and the like
   */
  record UserDefinition(UserName user, List<Option> authentication) {}

  /**
   * CREATE ROLE.
   *
   * @param admin MariaDB's WITH ADMIN; {@code null} where there is none
   */
  record CreateRoles(
      int at,
      boolean orReplace,
      boolean ifNotExists,
      List<UserName> roles,
      @Nullable UserName admin)
      implements AccountStatement {}

  /** RENAME USER; both lists are of one length. */
  record RenameUsers(int at, List<UserName> from, List<UserName> to) implements AccountStatement {}

  /**
   * GRANT, REVOKE.
   *
   * @param privileges what is given; roles where {@code object} and {@code level} are empty
   * @param object the kind that stands behind ON; {@code null} where none does
   * @param level what it is given on, with stars as names; empty for roles and PROXY
   * @param proxied the account of PROXY; {@code null} otherwise
   * @param options WITH GRANT OPTION, AS, IF EXISTS and the like
   */
  record Grant(
      int at,
      boolean revoke,
      List<Privilege> privileges,
      @Nullable ObjectKind object,
      List<Name> level,
      @Nullable UserName proxied,
      List<UserDefinition> grantees,
      List<Option> options)
      implements AccountStatement {}

  /**
   * @param name a privilege in lower case, or a dynamic one or a role as it is written
   * @param host of a role; {@code null} where none is written
   * @param columns empty where none are named
   */
  record Privilege(int at, String name, @Nullable String host, List<Name> columns) {}
}
