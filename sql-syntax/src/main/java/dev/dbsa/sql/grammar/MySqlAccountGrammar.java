package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AccountStatement.Privilege;
import dev.dbsa.sql.tree.AccountStatement.UserDefinition;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts, roles and privileges, as MySQL and MariaDB read them. */
class MySqlAccountGrammar extends MySqlProgramGrammar {
  MySqlAccountGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "create" ->
          switch (peek(isMariaDb() && peek(1).is("or") ? 3 : 1).key()) {
            case "user" -> createUsers();
            case "role" -> createRoles();
            default -> super.otherStatement();
          };
      case "alter" -> peek(1).is("user") ? alterUsers() : super.otherStatement();
      case "drop" ->
          peek(1).is("user") || peek(1).is("role") ? dropUsers() : super.otherStatement();
      case "rename" -> peek(1).is("user") ? renameUsers() : super.otherStatement();
      case "grant" -> grant();
      case "revoke" -> revoke();
      default -> super.otherStatement();
    };
  }

  // ---------------------------------------------------------------- users

  private Statement createUsers() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = accept("or", "replace");
    expect("user");
    boolean ifNotExists = ifNotExists();
    List<UserDefinition> users = new ArrayList<>();
    do {
      UserName user = user();
      users.add(new UserDefinition(user, authentication(true)));
    } while (accept(","));
    List<Option> options = new ArrayList<>();
    if (!isMariaDb() && is("default")) {
      int defaultAt = position();
      take();
      expect("role");
      options.add(accounts(defaultAt, "default role"));
    }
    accountOptions(options);
    return new AccountStatement.Users(at, false, orReplace, ifNotExists, users, options);
  }

  private Statement dropUsers() throws SyntaxException {
    int at = expect("drop");
    boolean roles = take().is("role");
    boolean ifExists = ifExists();
    List<List<Name>> names = new ArrayList<>();
    do {
      UserName user = roles ? role() : user();
      names.add(List.of(new Name(user.at(), user.text(), false)));
    } while (accept(","));
    return dropped(
        at, roles ? ObjectKind.ROLE : ObjectKind.USER, names, List.of(), ifExists, List.of());
  }

  private Statement alterUsers() throws SyntaxException {
    int at = expect("alter");
    expect("user");
    boolean ifExists = ifExists();
    List<UserDefinition> users = new ArrayList<>();
    List<Option> options = new ArrayList<>();
    if (isMariaDb()) {
      do {
        UserName user = user();
        users.add(new UserDefinition(user, authentication(false)));
      } while (accept(","));
      accountOptions(options);
      return new AccountStatement.Users(at, true, false, ifExists, users, options);
    }
    if (is("user") && peek(1).is("(")) {
      UserName self = new UserName(position(), "", null, true);
      take();
      take();
      expect(")");
      List<Option> changes = new ArrayList<>();
      if (is("discard")) {
        discardOld(changes);
      } else if (isDigits() && peek(1).is("factor")) {
        registration(changes);
      } else {
        if (!is("identified", "by")) {
          throw fail("IDENTIFIED BY");
        }
        identification(changes, false);
        replaceAndRetain(changes);
      }
      users.add(new UserDefinition(self, changes));
      return new AccountStatement.Users(at, true, false, ifExists, users, options);
    }
    UserName first = user();
    if (is("default")) {
      int defaultAt = position();
      take();
      expect("role");
      if (isAny("all", "none")) {
        options.add(option(defaultAt, "default role", position(), take().key()));
      } else {
        options.add(accounts(defaultAt, "default role"));
      }
      users.add(new UserDefinition(first, List.of()));
      return new AccountStatement.Users(at, true, false, ifExists, users, options);
    }
    if (isDigits() && peek(1).is("factor")) {
      List<Option> changes = new ArrayList<>();
      registration(changes);
      users.add(new UserDefinition(first, changes));
      return new AccountStatement.Users(at, true, false, ifExists, users, options);
    }
    users.add(new UserDefinition(first, authentication(false)));
    while (accept(",")) {
      UserName user = user();
      users.add(new UserDefinition(user, authentication(false)));
    }
    accountOptions(options);
    return new AccountStatement.Users(at, true, false, ifExists, users, options);
  }

  private boolean isDigits() {
    return isKind(Kind.INTEGER);
  }

  private void registration(List<Option> changes) throws SyntaxException {
    int at = position();
    take();
    take();
    if (accept("initiate")) {
      expect("registration");
      changes.add(flag(at, "initiate registration"));
    } else if (accept("unregister")) {
      changes.add(flag(at, "unregister"));
    } else {
      expect("finish");
      expect("registration");
      expect("set");
      expect("challenge_response");
      expect("as");
      changes.add(hash(at, "finish registration"));
    }
  }

  /** What is said about how one user proves to be it; empty where nothing is. */
  private List<Option> authentication(boolean creating) throws SyntaxException {
    List<Option> options = new ArrayList<>();
    if (isMariaDb()) {
      mariaDbIdentification(options);
      return options;
    }
    if (is("identified")) {
      boolean plugin = peek(1).is("with");
      identification(options, false);
      if (creating) {
        if (plugin && options.size() == 1 && is("initial")) {
          int at = position();
          take();
          expect("authentication");
          options.add(flag(at, "initial authentication"));
          identification(options, false);
        } else {
          for (int i = 0; i < 2 && accept("and"); i++) {
            identification(options, false);
          }
        }
      } else if (options.size() > 1 || !plugin) {
        if (is("replace") && options.getLast().name().equals("as")) {
          return options;
        }
        replaceAndRetain(options);
      }
      return options;
    }
    if (creating) {
      return options;
    }
    if (is("discard")) {
      discardOld(options);
    } else if (isAny("add", "modify", "drop")) {
      String word = peek().key();
      for (int i = 0; i < 2 && is(word); i++) {
        int at = position();
        take();
        Option factor = numberOption(at, word + " factor");
        options.add(factor);
        expect("factor");
        if (!word.equals("drop")) {
          identification(options, true);
        }
      }
    }
    return options;
  }

  private void identification(List<Option> options, boolean factor) throws SyntaxException {
    int at = expect("identified");
    if (accept("with")) {
      options.add(nameOption(at, "identified with"));
      int behind = position();
      if (accept("as")) {
        options.add(hash(behind, "as"));
        return;
      }
      if (!accept("by")) {
        return;
      }
      password(behind, options);
      return;
    }
    expect("by");
    password(at, options);
  }

  private void password(int at, List<Option> options) throws SyntaxException {
    if (accept("random")) {
      expect("password");
      options.add(flag(at, "identified by random password"));
    } else {
      options.add(stringOption(at, "identified by"));
    }
  }

  private Option hash(int at, String name) throws SyntaxException {
    if (!isKind(Kind.STRING) && !isKind(Kind.BIT_STRING)) {
      throw fail("a string");
    }
    int valueAt = position();
    return option(at, name, valueAt, take().text());
  }

  private void replaceAndRetain(List<Option> options) throws SyntaxException {
    int at = position();
    if (accept("replace")) {
      options.add(stringOption(at, "replace"));
    }
    int retainAt = position();
    if (accept("retain")) {
      expect("current");
      expect("password");
      options.add(flag(retainAt, "retain current password"));
    }
  }

  private void discardOld(List<Option> options) throws SyntaxException {
    int at = expect("discard");
    expect("old");
    expect("password");
    options.add(flag(at, "discard old password"));
  }

  private void mariaDbIdentification(List<Option> options) throws SyntaxException {
    int at = position();
    if (!accept("identified")) {
      return;
    }
    if (accept("by")) {
      if (accept("password")) {
        options.add(stringOption(at, "identified by password"));
      } else {
        options.add(stringOption(at, "identified by"));
      }
      return;
    }
    expectAny("via", "with");
    do {
      options.add(nameOption(at, "identified via"));
      int behind = position();
      if (acceptAny("using", "as")) {
        if (accept("password")) {
          expect("(");
          options.add(stringOption(behind, "using password"));
          expect(")");
        } else {
          options.add(stringOption(behind, "using"));
        }
      }
    } while (accept("or"));
  }

  /** A list of accounts or roles as one option. */
  private Option accounts(int at, String name) throws SyntaxException {
    List<String> values = new ArrayList<>();
    List<Integer> valuesAt = new ArrayList<>();
    do {
      UserName role = role();
      values.add(role.text());
      valuesAt.add(role.at());
    } while (accept(","));
    return new Option(at, name, values, valuesAt);
  }

  /** What stands behind the users: REQUIRE, WITH, PASSWORD, ACCOUNT and the like. */
  private void accountOptions(List<Option> options) throws SyntaxException {
    require(options);
    if (accept("with")) {
      do {
        resource(options);
      } while (isResource());
    }
    int first = position();
    while ((!isMariaDb() || position() == first || !is(tokenAt(first).key()))
        && lockOrPassword(options)) {
      // In any order; on MySQL also again.
    }
    int at = position();
    if (!isMariaDb() && isAny("attribute", "comment")) {
      options.add(stringOption(at, take().key()));
    }
  }

  private void require(List<Option> options) throws SyntaxException {
    int at = position();
    if (!accept("require")) {
      return;
    }
    if (isAny("ssl", "x509", "none")) {
      options.add(option(at, "require", position(), take().key()));
      return;
    }
    if (!isAny("subject", "issuer", "cipher")) {
      throw fail("SSL, X509, NONE, SUBJECT, ISSUER or CIPHER");
    }
    do {
      int elementAt = position();
      options.add(stringOption(elementAt, "require " + take().key()));
      if (accept("and") && !isAny("subject", "issuer", "cipher")) {
        throw fail("SUBJECT, ISSUER or CIPHER");
      }
    } while (isAny("subject", "issuer", "cipher"));
  }

  private boolean isResource() {
    return isAny(
            "max_queries_per_hour",
            "max_updates_per_hour",
            "max_connections_per_hour",
            "max_user_connections")
        || isMariaDb() && is("max_statement_time");
  }

  private void resource(List<Option> options) throws SyntaxException {
    if (!isResource()) {
      throw fail("a limit such as MAX_QUERIES_PER_HOUR");
    }
    int at = position();
    String name = take().key();
    if (isMariaDb()) {
      accept("-");
    }
    options.add(numberOption(at, name));
  }

  private boolean lockOrPassword(List<Option> options) throws SyntaxException {
    int at = position();
    if (accept("account")) {
      options.add(wordOption(at, "account", "lock", "unlock"));
      return true;
    }
    if (!isMariaDb()) {
      if (accept("failed_login_attempts")) {
        options.add(numberOption(at, "failed_login_attempts"));
        return true;
      }
      if (accept("password_lock_time")) {
        options.add(
            is("unbounded")
                ? wordOption(at, "password_lock_time", "unbounded")
                : numberOption(at, "password_lock_time"));
        return true;
      }
    }
    if (!accept("password")) {
      return false;
    }
    if (accept("expire")) {
      if (isAny("never", "default")) {
        options.add(option(at, "password expire", position(), take().key()));
      } else if (accept("interval")) {
        options.add(numberOption(at, "password expire interval"));
        expect("day");
      } else {
        options.add(flag(at, "password expire"));
      }
      return true;
    }
    if (isMariaDb()) {
      throw fail("EXPIRE");
    }
    if (accept("history")) {
      options.add(numberOrDefault(at, "password history"));
    } else if (accept("reuse")) {
      expect("interval");
      if (is("default")) {
        options.add(wordOption(at, "password reuse interval", "default"));
      } else {
        options.add(numberOption(at, "password reuse interval"));
        expect("day");
      }
    } else if (accept("require")) {
      expect("current");
      options.add(
          isAny("default", "optional")
              ? option(at, "password require current", position(), take().key())
              : flag(at, "password require current"));
    } else {
      throw fail("EXPIRE, HISTORY, REUSE or REQUIRE");
    }
    return true;
  }

  private Statement createRoles() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = accept("or", "replace");
    expect("role");
    boolean ifNotExists = ifNotExists();
    List<UserName> roles = new ArrayList<>();
    do {
      roles.add(role());
    } while (accept(","));
    UserName admin = null;
    if (isMariaDb() && accept("with")) {
      expect("admin");
      admin = user();
    }
    return new AccountStatement.CreateRoles(at, orReplace, ifNotExists, roles, admin);
  }

  private UserName role() throws SyntaxException {
    if (!isMariaDb() && NO_ROLES.contains(peek().key())) {
      throw fail("a role");
    }
    UserName role = namedUser();
    if (isMariaDb() && role.host() != null) {
      throw failAt(role.at(), "A role has no host");
    }
    return role;
  }

  private Statement renameUsers() throws SyntaxException {
    int at = expect("rename");
    expect("user");
    List<UserName> from = new ArrayList<>();
    List<UserName> to = new ArrayList<>();
    do {
      from.add(user());
      expect("to");
      to.add(user());
    } while (accept(","));
    return new AccountStatement.RenameUsers(at, from, to);
  }

  // ---------------------------------------------------------------- privileges

  private Statement grant() throws SyntaxException {
    int at = expect("grant");
    if (is("proxy", "on")) {
      take();
      take();
      UserName proxied = user();
      expect("to");
      List<UserDefinition> grantees = grantees(true);
      List<Option> options = new ArrayList<>();
      int withAt = position();
      if (accept("with")) {
        expect("grant");
        expect("option");
        options.add(flag(withAt, "grant option"));
      }
      return new AccountStatement.Grant(
          at, false, List.of(), null, List.of(), proxied, grantees, options);
    }
    List<Privilege> privileges = privileges();
    List<Option> options = new ArrayList<>();
    if (!is("on") && isRoles(privileges)) {
      expect("to");
      List<UserDefinition> grantees = grantees(true);
      int withAt = position();
      if (accept("with")) {
        expect("admin");
        expect("option");
        options.add(flag(withAt, "admin option"));
      }
      return new AccountStatement.Grant(
          at, false, privileges, null, List.of(), null, grantees, options);
    }
    expect("on");
    ObjectKind object = objectKind();
    refuseRoles(privileges);
    List<Name> level = level();
    expect("to");
    List<UserDefinition> grantees = grantees(true);
    grantOptions(options);
    return new AccountStatement.Grant(
        at, false, privileges, object, level, null, grantees, options);
  }

  private void grantOptions(List<Option> options) throws SyntaxException {
    if (isMariaDb()) {
      require(options);
      if (accept("with")) {
        do {
          int at = position();
          if (accept("grant")) {
            expect("option");
            options.add(flag(at, "grant option"));
          } else {
            resource(options);
          }
        } while (is("grant") || isResource());
      }
      return;
    }
    int at = position();
    if (accept("with")) {
      expect("grant");
      expect("option");
      options.add(flag(at, "grant option"));
    }
    int asAt = position();
    if (accept("as")) {
      UserName user = user();
      options.add(option(asAt, "as", user.at(), user.text()));
      int roleAt = position();
      if (accept("with")) {
        expect("role");
        if (isAny("default", "none")) {
          options.add(option(roleAt, "with role", position(), take().key()));
        } else if (accept("all")) {
          options.add(
              accept("except")
                  ? accounts(roleAt, "with role all except")
                  : option(roleAt, "with role", roleAt + 2, "all"));
        } else {
          options.add(accounts(roleAt, "with role"));
        }
      }
    }
  }

  private Statement revoke() throws SyntaxException {
    int at = expect("revoke");
    List<Option> options = new ArrayList<>();
    int ifAt = position();
    if (!isMariaDb() && ifExists()) {
      options.add(flag(ifAt, "if exists"));
    }
    if (is("proxy", "on")) {
      take();
      take();
      UserName proxied = user();
      expect("from");
      List<UserDefinition> grantees = grantees(false);
      ignoreUnknown(options);
      return new AccountStatement.Grant(
          at, true, List.of(), null, List.of(), proxied, grantees, options);
    }
    int adminAt = position();
    if (isMariaDb() && accept("admin", "option", "for")) {
      options.add(flag(adminAt, "admin option"));
    }
    boolean all = is("all");
    List<Privilege> privileges = privileges();
    if (all && accept(",")) {
      int grantAt = expect("grant");
      expect("option");
      List<Privilege> both = new ArrayList<>(privileges);
      both.add(new Privilege(grantAt, "grant option", null, List.of()));
      expect("from");
      List<UserDefinition> grantees = grantees(false);
      ignoreUnknown(options);
      return new AccountStatement.Grant(at, true, both, null, List.of(), null, grantees, options);
    }
    if (!is("on") && isRoles(privileges)) {
      expect("from");
      List<UserDefinition> grantees = grantees(false);
      ignoreUnknown(options);
      return new AccountStatement.Grant(
          at, true, privileges, null, List.of(), null, grantees, options);
    }
    expect("on");
    ObjectKind object = objectKind();
    refuseRoles(privileges);
    List<Name> level = level();
    expect("from");
    List<UserDefinition> grantees = grantees(false);
    ignoreUnknown(options);
    return new AccountStatement.Grant(at, true, privileges, object, level, null, grantees, options);
  }

  private void ignoreUnknown(List<Option> options) throws SyntaxException {
    int at = position();
    if (!isMariaDb() && accept("ignore")) {
      expect("unknown");
      expect("user");
      options.add(flag(at, "ignore unknown user"));
    }
  }

  private List<UserDefinition> grantees(boolean granting) throws SyntaxException {
    List<UserDefinition> grantees = new ArrayList<>();
    do {
      UserName user = user();
      List<Option> options = new ArrayList<>();
      if (granting && isMariaDb()) {
        mariaDbIdentification(options);
      }
      grantees.add(new UserDefinition(user, options));
    } while (accept(","));
    return grantees;
  }

  private @Nullable ObjectKind objectKind() {
    if (accept("table")) {
      return ObjectKind.TABLE;
    }
    if (accept("function")) {
      return ObjectKind.FUNCTION;
    }
    if (accept("procedure")) {
      return ObjectKind.PROCEDURE;
    }
    if (!isMariaDb() && accept("library")) {
      return ObjectKind.LIBRARY;
    }
    if (isMariaDb() && is("package") && !peek(1).is("to") && !peek(1).is(".")) {
      take();
      return accept("body") ? ObjectKind.PACKAGE_BODY : ObjectKind.PACKAGE;
    }
    return null;
  }

  private List<Name> level() throws SyntaxException {
    List<Name> level = new ArrayList<>(2);
    if (is("*")) {
      level.add(new Name(position(), take().text(), false));
      if (accept(".")) {
        int starAt = expect("*");
        level.add(new Name(starAt, "*", false));
      }
      return level;
    }
    if (isMariaDb() && is(".")) {
      return tableName();
    }
    level.add(columnName());
    if (accept(".")) {
      if (is("*")) {
        level.add(new Name(position(), take().text(), false));
      } else {
        level.add(nameBehindDot());
      }
    }
    return level;
  }

  /** Whether all of them may be roles. */
  private boolean isRoles(List<Privilege> privileges) {
    return privileges.stream().allMatch(p -> p.columns().isEmpty() && !isPrivilege(p));
  }

  /** Whether it is written as a privilege of old, which is no role. */
  private boolean isPrivilege(Privilege privilege) {
    String word = tokenAt(privilege.at()).key();
    return RESERVED_PRIVILEGES.contains(word) || !isMariaDb() && NO_ROLES.contains(word);
  }

  /** What is given on something cannot be a role. */
  private void refuseRoles(List<Privilege> privileges) throws SyntaxException {
    for (Privilege privilege : privileges) {
      boolean plain = privilege.name().equals(tokenAt(privilege.at()).text());
      if (privilege.host() != null
          || isMariaDb() && plain && !isPrivilege(privilege) && !isOtherPrivilege(privilege)) {
        throw failAt(privilege.at(), privilege.name() + " is no privilege");
      }
    }
  }

  private boolean isOtherPrivilege(Privilege privilege) {
    String word = tokenAt(privilege.at()).key();
    return NO_ROLES.contains(word) || word.equals("trigger") || word.equals("usage");
  }

  private static final Set<String> RESERVED_PRIVILEGES =
      Set.of(
          "all",
          "alter",
          "create",
          "delete",
          "drop",
          "grant",
          "index",
          "insert",
          "lock",
          "references",
          "select",
          "show",
          "trigger",
          "update",
          "usage");

  private static final Set<String> NO_ROLES =
      Set.of(
          "event",
          "execute",
          "file",
          "none",
          "process",
          "proxy",
          "reload",
          "replication",
          "resource",
          "restart",
          "shutdown",
          "super");

  private List<Privilege> privileges() throws SyntaxException {
    List<Privilege> privileges = new ArrayList<>();
    int at = position();
    if (accept("all")) {
      accept("privileges");
      return List.of(new Privilege(at, "all", null, List.of()));
    }
    do {
      privileges.add(privilege());
    } while (accept(","));
    return privileges;
  }

  private Privilege privilege() throws SyntaxException {
    int at = position();
    Token token = peek();
    switch (token.key()) {
      case "select", "insert", "update", "references" -> {
        take();
        return new Privilege(at, token.key(), null, is("(") ? namesInParentheses() : List.of());
      }
      case "delete" -> {
        take();
        return new Privilege(
            at, isMariaDb() && accept("history") ? "delete history" : "delete", null, List.of());
      }
      case "usage", "index", "trigger" -> {
        take();
        return new Privilege(at, token.key(), null, List.of());
      }
      case "alter" -> {
        take();
        return new Privilege(at, accept("routine") ? "alter routine" : "alter", null, List.of());
      }
      case "create" -> {
        take();
        String name = "create";
        if (accept("temporary")) {
          expect("tables");
          name = "create temporary tables";
        } else if (isAny("view", "user", "tablespace", "routine") || !isMariaDb() && is("role")) {
          name = "create " + take().key();
        }
        return new Privilege(at, name, null, List.of());
      }
      case "drop" -> {
        take();
        return new Privilege(
            at, !isMariaDb() && accept("role") ? "drop role" : "drop", null, List.of());
      }
      case "grant" -> {
        take();
        expect("option");
        return new Privilege(at, "grant option", null, List.of());
      }
      case "show" -> {
        take();
        if (isMariaDb() && accept("create")) {
          expect("routine");
          return new Privilege(at, "show create routine", null, List.of());
        }
        String what = peek().key();
        expectAny("databases", "view");
        return new Privilege(at, "show " + what, null, List.of());
      }
      case "lock" -> {
        take();
        expect("tables");
        return new Privilege(at, "lock tables", null, List.of());
      }
      case "read" -> {
        if (isMariaDb()) {
          take();
          expect("only");
          expect("admin");
          return new Privilege(at, "read only admin", null, List.of());
        }
      }
      case "set", "federated", "connection", "read_only", "binlog", "replica", "slave" -> {
        if (isMariaDb() && isTwoWords(token)) {
          String first = take().key();
          return new Privilege(at, first + " " + take().key(), null, List.of());
        }
      }
      case "replication" -> {
        if (peek(1).is("slave") || peek(1).is("client") || isMariaDb() && isReplication()) {
          take();
          StringBuilder name = new StringBuilder("replication ").append(take().key());
          if (isMariaDb() && accept("admin")) {
            name.append(" admin");
          }
          return new Privilege(at, name.toString(), null, List.of());
        }
        if (!isMariaDb()) {
          take();
          throw fail("SLAVE or CLIENT");
        }
      }
      default -> {}
    }
    if (!isNameOrString(token)) {
      throw fail("a privilege or a role");
    }
    take();
    String name = token.text();
    if (isMariaDb()) {
      return new Privilege(at, name, null, List.of());
    }
    if (isKind(Kind.USER_VARIABLE)) {
      return new Privilege(at, name, take().text().substring(1), List.of());
    }
    return new Privilege(at, name, null, is("(") ? namesInParentheses() : List.of());
  }

  private boolean isReplication() {
    return peek(1).is("replica") || peek(1).is("master");
  }

  private boolean isTwoWords(Token token) {
    String second = peek(1).key();
    return switch (token.key()) {
      case "set" -> second.equals("user");
      case "binlog" ->
          second.equals("admin") || second.equals("monitor") || second.equals("replay");
      case "replica", "slave" -> second.equals("monitor");
      default -> second.equals("admin");
    };
  }
}
