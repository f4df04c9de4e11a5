package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.MaintenanceStatement.Channel;
import dev.dbsa.sql.tree.MaintenanceStatement.Discard;
import dev.dbsa.sql.tree.MaintenanceStatement.Reindex;
import dev.dbsa.sql.tree.MaintenanceStatement.VacuumRelation;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.PrivilegeStatement.Privilege;
import dev.dbsa.sql.tree.PrivilegeStatement.Target;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's roles and privileges, and the statements that keep a database in order. */
abstract class PostgresAccessGrammar extends PostgresAlterGrammar {
  PostgresAccessGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- roles

  /** Behind CREATE ROLE, USER or GROUP. */
  final Statement createRole(int at, ObjectKind kind) throws SyntaxException {
    Name name = roleId();
    accept("with");
    return new PrivilegeStatement.CreateRole(at, kind, name, roleOptions(true));
  }

  /** gram.y: OptRoleList, or AlterOptRoleList where the role is not new. */
  private List<Option> roleOptions(boolean create) throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (true) {
      Option option = roleOption(create);
      if (option == null) {
        return options;
      }
      options.add(option);
    }
  }

  private @Nullable Option roleOption(boolean create) throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "password" -> {
        take();
        return password(at);
      }
      case "encrypted" -> {
        take();
        expect("password");
        int from = position();
        string();
        return optionSince(at, "password", from);
      }
      case "inherit" -> {
        take();
        return option(at, "inherit");
      }
      case "connection" -> {
        take();
        expect("limit");
        int from = position();
        signedInteger();
        return optionSince(at, "connection limit", from);
      }
      case "valid" -> {
        take();
        expect("until");
        int from = position();
        string();
        return optionSince(at, "valid until", from);
      }
      case "user" -> {
        take();
        return option(at, "user", roles());
      }
      case "sysid" -> {
        if (!create) {
          return null;
        }
        take();
        int from = position();
        integer();
        return optionSince(at, "sysid", from);
      }
      case "admin", "role" -> {
        if (!create) {
          return null;
        }
        String name = take().key();
        return option(at, name, roles());
      }
      case "in" -> {
        if (!create) {
          return null;
        }
        take();
        if (!acceptAny("role", "group")) {
          throw fail("ROLE or GROUP");
        }
        return option(at, "in role", roles());
      }
      default -> {
        if (!isIdentifier(peek())) {
          return null;
        }
        String word = fold(peek());
        switch (word) {
          case "superuser",
              "nosuperuser",
              "createrole",
              "nocreaterole",
              "replication",
              "noreplication",
              "createdb",
              "nocreatedb",
              "login",
              "nologin",
              "bypassrls",
              "nobypassrls",
              "noinherit" -> {
            take();
            return option(at, word);
          }
          default -> throw fail("an option of roles");
        }
      }
    }
  }

  private Option password(int at) throws SyntaxException {
    int from = position();
    if (!accept("null")) {
      string();
    }
    return optionSince(at, "password", from);
  }

  /** ALTER ROLE, USER or GROUP; the cursor stands before the role. */
  final Statement alterRole(int at, ObjectKind kind, boolean group) throws SyntaxException {
    if (accept("all") && !group) {
      return roleSetting(at, null);
    }
    Name role = role();
    int changeAt = position();
    if (accept("rename")) {
      expect("to");
      return renamedRole(at, kind, role, changeAt);
    }
    if (group) {
      boolean drop = is("drop");
      if (!acceptAny("add", "drop")) {
        throw fail("ADD USER, DROP USER or RENAME TO");
      }
      expect("user");
      return new PrivilegeStatement.AlterGroup(at, role, drop, roles());
    }
    if (isAny("set", "reset") || is("in", "database")) {
      return roleSetting(at, role);
    }
    accept("with");
    return new PrivilegeStatement.AlterRole(at, kind, role, roleOptions(false));
  }

  private Statement renamedRole(int at, ObjectKind kind, Name role, int changeAt)
      throws SyntaxException {
    return new ObjectStatement.AlterObject(
        at,
        ObjectReference.of(kind, role),
        false,
        List.of(new ObjectStatement.Change.Rename(changeAt, roleId())));
  }

  private Statement roleSetting(int at, @Nullable Name role) throws SyntaxException {
    Name database = null;
    if (accept("in")) {
      expect("database");
      database = columnName();
    }
    if (!isAny("set", "reset")) {
      throw fail("SET or RESET");
    }
    return new PrivilegeStatement.SetDefault(at, role, database, setOrReset(true));
  }

  /** DROP OWNED and REASSIGN OWNED. */
  final Statement owned(int at) throws SyntaxException {
    boolean drop = take().is("drop");
    expect("owned");
    expect("by");
    List<Name> roles = roles();
    if (drop) {
      return new PrivilegeStatement.Owned(at, roles, null, dropBehavior());
    }
    expect("to");
    return new PrivilegeStatement.Owned(at, roles, role(), false);
  }

  // ---------------------------------------------------------------- privileges

  /** GRANT and REVOKE. */
  final Statement grant(int at) throws SyntaxException {
    boolean revoke = take().is("revoke");
    String optionFor = revoke ? optionFor() : "";
    boolean all = is("all");
    List<Privilege> privileges = privileges();
    if (accept("on")) {
      if (!optionFor.isEmpty() && !optionFor.equals("grant")) {
        throw failAt(
            position() - 1, "Only GRANT OPTION FOR can stand before privileges ON an object");
      }
      return privilegesOn(at, revoke, privileges, !optionFor.isEmpty());
    }
    if (all || optionFor.equals("grant")) {
      throw fail("ON");
    }
    return grantRoles(at, revoke, privileges, optionFor);
  }

  /** What REVOKE … OPTION FOR takes away; empty where nothing stands there. */
  private String optionFor() throws SyntaxException {
    if (!peek(1).is("option") || !peek(2).is("for")) {
      return "";
    }
    if (!is("grant") && (!isColumnName(peek()) || !knows(160000) && !is("admin"))) {
      return "";
    }
    String option = fold(take());
    take();
    take();
    return option;
  }

  private List<Privilege> privileges() throws SyntaxException {
    if (accept("all")) {
      int at = position() - 1;
      accept("privileges");
      return is("(") ? List.of(new Privilege(at, "all", namesInParentheses())) : List.of();
    }
    List<Privilege> privileges = new ArrayList<>();
    do {
      int at = position();
      if (is("alter", "system") && knows(150000)) {
        take();
        take();
        privileges.add(new Privilege(at, "alter system", List.of()));
        continue;
      }
      if (!isAny("select", "references", "create") && !isColumnName(peek())) {
        throw fail("a privilege or a role");
      }
      String name = fold(take());
      privileges.add(new Privilege(at, name, is("(") ? namesInParentheses() : List.of()));
    } while (accept(","));
    return privileges;
  }

  private Statement privilegesOn(
      int at, boolean revoke, List<Privilege> privileges, boolean optionFor)
      throws SyntaxException {
    Target target = target();
    expect(revoke ? "from" : "to");
    List<Name> roles = grantees();
    boolean option = optionFor;
    if (!revoke && accept("with")) {
      expect("grant");
      expect("option");
      option = true;
    }
    Name by = grantedBy(140000);
    return new PrivilegeStatement.Grant(
        at, revoke, privileges, target, roles, option, by, revoke && dropBehavior());
  }

  private @Nullable Name grantedBy(int release) throws SyntaxException {
    if (!is("granted")) {
      return null;
    }
    since(release, "GRANTED BY");
    take();
    expect("by");
    return role();
  }

  /** gram.y: grantee_list. */
  private List<Name> grantees() throws SyntaxException {
    List<Name> roles = new ArrayList<>();
    do {
      accept("group");
      roles.add(role());
    } while (accept(","));
    return roles;
  }

  /** gram.y: privilege_target. */
  private Target target() throws SyntaxException {
    int at = position();
    if (is("all")) {
      take();
      ObjectKind kind =
          switch (peek().key()) {
            case "tables" -> ObjectKind.TABLE;
            case "sequences" -> ObjectKind.SEQUENCE;
            case "functions" -> ObjectKind.FUNCTION;
            case "procedures" -> ObjectKind.PROCEDURE;
            case "routines" -> ObjectKind.ROUTINE;
            default -> throw fail("TABLES, SEQUENCES, FUNCTIONS, PROCEDURES or ROUTINES");
          };
      take();
      expect("in");
      expect("schema");
      return new Target(at, kind, true, plain(ObjectKind.SCHEMA));
    }
    // A table may go by these words; the name then ends at once.
    boolean kindWritten = isName(peek(1)) || is("large") && peek(1).is("object");
    if (!kindWritten && !is("table")) {
      return new Target(at, ObjectKind.TABLE, false, qualified(ObjectKind.TABLE, true));
    }
    switch (peek().key()) {
      case "table" -> {
        take();
        return new Target(at, ObjectKind.TABLE, false, qualified(ObjectKind.TABLE, true));
      }
      case "sequence" -> {
        take();
        return new Target(at, ObjectKind.SEQUENCE, false, qualified(ObjectKind.SEQUENCE, true));
      }
      case "foreign" -> {
        take();
        if (accept("server")) {
          return new Target(at, ObjectKind.SERVER, false, plain(ObjectKind.SERVER));
        }
        if (!accept("data")) {
          throw fail("DATA WRAPPER or SERVER");
        }
        expect("wrapper");
        return new Target(
            at, ObjectKind.FOREIGN_DATA_WRAPPER, false, plain(ObjectKind.FOREIGN_DATA_WRAPPER));
      }
      case "function" -> {
        take();
        return routines(at, ObjectKind.FUNCTION);
      }
      case "procedure" -> {
        take();
        return routines(at, ObjectKind.PROCEDURE);
      }
      case "routine" -> {
        take();
        return routines(at, ObjectKind.ROUTINE);
      }
      case "database" -> {
        take();
        return new Target(at, ObjectKind.DATABASE, false, plain(ObjectKind.DATABASE));
      }
      case "domain" -> {
        take();
        return new Target(at, ObjectKind.DOMAIN, false, qualified(ObjectKind.DOMAIN, false));
      }
      case "type" -> {
        take();
        return new Target(at, ObjectKind.TYPE, false, qualified(ObjectKind.TYPE, false));
      }
      case "language" -> {
        take();
        return new Target(at, ObjectKind.LANGUAGE, false, plain(ObjectKind.LANGUAGE));
      }
      case "schema" -> {
        take();
        return new Target(at, ObjectKind.SCHEMA, false, plain(ObjectKind.SCHEMA));
      }
      case "tablespace" -> {
        take();
        return new Target(at, ObjectKind.TABLESPACE, false, plain(ObjectKind.TABLESPACE));
      }
      case "parameter" -> {
        since(150000, "ON PARAMETER");
        take();
        List<ObjectReference> parameters = new ArrayList<>();
        do {
          int nameAt = position();
          Name name = new Name(nameAt, settingName(), false);
          parameters.add(ObjectReference.of(ObjectKind.PARAMETER, name));
        } while (accept(","));
        return new Target(at, ObjectKind.PARAMETER, false, parameters);
      }
      case "large" -> {
        take();
        expect("object");
        List<ObjectReference> objects = new ArrayList<>();
        do {
          int numberAt = position();
          Name number = new Name(numberAt, number(), false);
          objects.add(ObjectReference.of(ObjectKind.LARGE_OBJECT, number));
        } while (accept(","));
        return new Target(at, ObjectKind.LARGE_OBJECT, false, objects);
      }
      default ->
          throw fail("TABLE, SEQUENCE, FUNCTION, SCHEMA, another kind of object, or a table");
    }
  }

  /** Whether the token can go on a name's list: it is a name and not TO or FROM. */
  private static boolean isName(Token token) {
    return token.isName() && !token.is("to") && !token.is("from");
  }

  private Target routines(int at, ObjectKind kind) throws SyntaxException {
    List<ObjectReference> routines = new ArrayList<>();
    do {
      routines.add(routineReference(kind));
    } while (accept(","));
    return new Target(at, kind, false, routines);
  }

  private List<ObjectReference> plain(ObjectKind kind) throws SyntaxException {
    return names().stream().map(name -> ObjectReference.of(kind, name)).toList();
  }

  private List<ObjectReference> qualified(ObjectKind kind, boolean relations)
      throws SyntaxException {
    List<List<Name>> names = relations ? relationNames() : qualifiedNames();
    return names.stream().map(name -> ObjectReference.of(kind, name)).toList();
  }

  private Statement grantRoles(int at, boolean revoke, List<Privilege> privileges, String optionFor)
      throws SyntaxException {
    List<Name> granted = privileges.stream().map(p -> name(tokenAt(p.at()), p.at())).toList();
    expect(revoke ? "from" : "to");
    List<Name> roles = roles();
    List<Option> options = new ArrayList<>();
    if (!optionFor.isEmpty()) {
      options.add(option(at, optionFor));
    }
    if (!revoke && accept("with")) {
      if (knows(160000)) {
        do {
          options.add(membershipOption());
        } while (accept(","));
      } else {
        int optionAt = expect("admin");
        expect("option");
        options.add(option(optionAt, "admin"));
      }
    }
    Name by = grantedBy(0);
    return new PrivilegeStatement.GrantRole(
        at, revoke, granted, roles, options, by, revoke && dropBehavior());
  }

  private Option membershipOption() throws SyntaxException {
    int at = position();
    String name = label().text();
    int from = position();
    if (!acceptAny("option", "true", "false")) {
      throw fail("OPTION, TRUE or FALSE");
    }
    return optionSince(at, name, from);
  }

  /** ALTER DEFAULT PRIVILEGES, behind these words. */
  final Statement defaultPrivileges(int at) throws SyntaxException {
    List<Name> schemas = new ArrayList<>();
    List<Name> forRoles = new ArrayList<>();
    while (true) {
      if (accept("in")) {
        expect("schema");
        schemas.addAll(names());
      } else if (accept("for")) {
        if (!acceptAny("role", "user")) {
          throw fail("ROLE or USER");
        }
        forRoles.addAll(roles());
      } else {
        break;
      }
    }
    boolean revoke = is("revoke");
    if (!acceptAny("grant", "revoke")) {
      throw fail("IN SCHEMA, FOR ROLE, GRANT or REVOKE");
    }
    boolean option = revoke && accept("grant", "option", "for");
    List<Privilege> privileges = privileges();
    expect("on");
    ObjectKind kind = defaultKind();
    expect(revoke ? "from" : "to");
    List<Name> roles = grantees();
    if (!revoke && accept("with")) {
      expect("grant");
      expect("option");
      option = true;
    }
    return new PrivilegeStatement.DefaultPrivileges(
        at, schemas, forRoles, revoke, privileges, kind, roles, option, revoke && dropBehavior());
  }

  private ObjectKind defaultKind() throws SyntaxException {
    ObjectKind kind =
        switch (peek().key()) {
          case "tables" -> ObjectKind.TABLE;
          case "functions" -> ObjectKind.FUNCTION;
          case "routines" -> ObjectKind.ROUTINE;
          case "sequences" -> ObjectKind.SEQUENCE;
          case "types" -> ObjectKind.TYPE;
          case "schemas" -> ObjectKind.SCHEMA;
          case "large" -> ObjectKind.LARGE_OBJECT;
          default ->
              throw fail("TABLES, FUNCTIONS, ROUTINES, SEQUENCES, TYPES, SCHEMAS or LARGE OBJECTS");
        };
    if (kind == ObjectKind.LARGE_OBJECT) {
      since(180000, "ON LARGE OBJECTS");
      take();
      expect("objects");
    } else {
      take();
    }
    return kind;
  }

  /** SECURITY LABEL. */
  final Statement securityLabel(int at) throws SyntaxException {
    expect("security");
    expect("label");
    Name provider = accept("for") ? wordOrText() : null;
    expect("on");
    ObjectReference object = labelled(true);
    expect("is");
    String label = accept("null") ? null : string();
    return new PrivilegeStatement.SecurityLabel(at, provider, object, label);
  }

  // ---------------------------------------------------------------- maintenance

  /** VACUUM. */
  final Statement vacuum(int at) throws SyntaxException {
    expect("vacuum");
    List<Option> options = new ArrayList<>();
    if (is("(")) {
      options.addAll(utilityOptions());
    } else {
      for (String word : List.of("full", "freeze", "verbose")) {
        if (is(word)) {
          options.add(option(position(), word));
          take();
        }
      }
      if (isAny("analyze", "analyse")) {
        options.add(option(position(), "analyze"));
        take();
      }
    }
    return new MaintenanceStatement.Vacuum(at, false, options, vacuumRelations());
  }

  /** ANALYZE. */
  final Statement analyze(int at) throws SyntaxException {
    take();
    List<Option> options = new ArrayList<>();
    if (is("(")) {
      options.addAll(utilityOptions());
    } else if (is("verbose")) {
      options.add(option(position(), "verbose"));
      take();
    }
    return new MaintenanceStatement.Vacuum(at, true, options, vacuumRelations());
  }

  private List<VacuumRelation> vacuumRelations() throws SyntaxException {
    if (peek().isEnd() || is(";")) {
      return List.of();
    }
    List<VacuumRelation> relations = new ArrayList<>();
    do {
      int at = position();
      Relation relation =
          knows(180000) ? relationExpression() : new Relation(relationName(), false);
      relations.add(
          new VacuumRelation(
              at, relation.name(), relation.only(), is("(") ? namesInParentheses() : List.of()));
    } while (accept(","));
    return relations;
  }

  /** CLUSTER. */
  final Statement cluster(int at) throws SyntaxException {
    expect("cluster");
    List<Option> options = new ArrayList<>();
    boolean listed = is("(");
    if (listed) {
      since(140000, "CLUSTER with options");
      options.addAll(utilityOptions());
    } else if (is("verbose")) {
      options.add(option(position(), "verbose"));
      take();
    }
    if (peek().isEnd() || is(";")) {
      if (listed) {
        since(170000, "CLUSTER with options and without a table");
      }
      return new MaintenanceStatement.Cluster(at, options, List.of(), null);
    }
    List<Name> name = relationName();
    if (accept("using")) {
      return new MaintenanceStatement.Cluster(at, options, name, columnName());
    }
    if (!listed && name.size() == 1 && accept("on")) {
      return new MaintenanceStatement.Cluster(at, options, relationName(), name.getFirst());
    }
    return new MaintenanceStatement.Cluster(at, options, name, null);
  }

  /** REINDEX. */
  final Statement reindex(int at) throws SyntaxException {
    expect("reindex");
    List<Option> options = is("(") ? utilityOptions() : List.of();
    Reindex.Target target =
        switch (peek().key()) {
          case "index" -> Reindex.Target.INDEX;
          case "table" -> Reindex.Target.TABLE;
          case "schema" -> Reindex.Target.SCHEMA;
          case "database" -> Reindex.Target.DATABASE;
          case "system" -> Reindex.Target.SYSTEM_CATALOGS;
          default -> throw fail("INDEX, TABLE, SCHEMA, DATABASE or SYSTEM");
        };
    take();
    boolean concurrently = accept("concurrently");
    List<Name> name =
        switch (target) {
          case INDEX, TABLE -> relationName();
          case SCHEMA -> List.of(columnName());
          case DATABASE, SYSTEM_CATALOGS ->
              knows(160000) && (peek().isEnd() || is(";")) ? List.of() : List.of(columnName());
        };
    return new Reindex(at, options, target, concurrently, name);
  }

  /** LISTEN, NOTIFY, UNLISTEN. */
  final Statement channel(int at) throws SyntaxException {
    Channel.Kind kind =
        switch (take().key()) {
          case "listen" -> Channel.Kind.LISTEN;
          case "notify" -> Channel.Kind.NOTIFY;
          default -> Channel.Kind.UNLISTEN;
        };
    if (kind == Channel.Kind.UNLISTEN && accept("*")) {
      return new Channel(at, kind, null, "");
    }
    Name name = columnName();
    String payload = kind == Channel.Kind.NOTIFY && accept(",") ? string() : "";
    return new Channel(at, kind, name, payload);
  }

  /** DISCARD. */
  final Statement discard(int at) throws SyntaxException {
    expect("discard");
    Discard.What what =
        switch (peek().key()) {
          case "all" -> Discard.What.ALL;
          case "plans" -> Discard.What.PLANS;
          case "sequences" -> Discard.What.SEQUENCES;
          case "temp", "temporary" -> Discard.What.TEMPORARY;
          default -> throw fail("ALL, PLANS, SEQUENCES or TEMPORARY");
        };
    take();
    return new Discard(at, what);
  }

  /** ALTER SYSTEM, behind these words. */
  final Statement alterSystem(int at) throws SyntaxException {
    int variableAt = position();
    if (accept("reset")) {
      String name = accept("all") ? "all" : settingName();
      return new MaintenanceStatement.AlterSystem(
          at, new Variable(variableAt, Scope.GLOBAL, name, List.of()));
    }
    if (!is("set")) {
      throw fail("SET or RESET");
    }
    take();
    if (!isColumnName(peek()) || !isGenericSetSign(peek(1))) {
      throw fail("a setting and TO");
    }
    return new MaintenanceStatement.AlterSystem(at, setting(Scope.GLOBAL));
  }

  private static boolean isGenericSetSign(Token token) {
    return token.is("to") || token.is("=") || token.is(".");
  }
}
