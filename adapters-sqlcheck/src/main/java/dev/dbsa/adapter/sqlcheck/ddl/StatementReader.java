package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the statements that are no queries and no changes of rows. */
final class StatementReader extends DefinitionReader {
  /** Words that begin a statement in MariaDB alone. */
  private static final Set<String> MARIADB_HEADS = Set.of("backup", "refresh", "declare", "for");

  private static final Set<String> WITH_TABLE = Set.of("trigger", "rule", "policy");
  private static final Set<String> POSTGRES_KINDS =
      Set.of(
          "type",
          "domain",
          "extension",
          "materialized",
          "policy",
          "rule",
          "aggregate",
          "operator",
          "publication",
          "subscription",
          "collation",
          "cast",
          "statistics",
          "foreign",
          "text",
          "access",
          "conversion",
          "unlogged");

  StatementReader(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  /** Whether a statement of the dialect begins with this word. */
  boolean knowsHead() {
    String head = peek().key();
    return postgres
        ? StatementParser.POSTGRES_HEADS.contains(head)
        : StatementParser.MYSQL_HEADS.contains(head)
            || server().isMariaDb() && MARIADB_HEADS.contains(head)
            || !server().isMariaDb() && head.equals("from");
  }

  /** Whether a statement of the other dialect begins with this word. */
  boolean isForeignHead() {
    String head = peek().key();
    return postgres
        ? StatementParser.MYSQL_HEADS.contains(head) || head.equals("replace")
        : StatementParser.POSTGRES_HEADS.contains(head) || head.equals("merge");
  }

  Definition read() throws Unread {
    Definition definition = statement();
    boolean inner =
        definition instanceof Definition.CreateTable table && table.query() >= 0
            || definition instanceof Definition.Explain;
    if (!atEnd() && !inner) {
      suspect();
    }
    return definition;
  }

  private Definition statement() throws Unread {
    int at = position();
    String head = take().key();
    return switch (head) {
      case "create" -> create(at);
      case "alter" -> alter(at);
      case "drop" -> drop(at);
      case "truncate" -> truncate(at);
      case "rename" -> rename(at);
      case "begin", "start", "commit", "rollback", "abort", "end", "savepoint", "release", "xa" ->
          transaction(at, head);
      case "set" -> set(at);
      case "analyze",
          "analyse",
          "vacuum",
          "cluster",
          "reindex",
          "refresh",
          "optimize",
          "repair",
          "check",
          "checksum" ->
          maintain(at, head);
      case "grant", "revoke" -> grant(at, head.equals("revoke"));
      case "comment" -> comment(at);
      case "lock" -> lock(at);
      case "call" -> new Definition.Call(at, rest(qualifiedName()));
      case "explain", "desc", "describe" -> explain(at);
      case "copy" -> copy(at);
      case "load" -> load(at);
      case "use" -> new Definition.Use(at, name());
      case "do", "execute", "prepare" -> {
        rest(head);
        boolean hidden = postgres == head.equals("do") || head.equals("execute");
        yield hidden ? new Definition.Dynamic(at, head) : new Definition.Harmless(at, head);
      }
      default -> {
        rest(head);
        yield new Definition.Harmless(at, head);
      }
    };
  }

  /** Passes over what is left: nothing in it matters to us. */
  private <T> T rest(T result) {
    while (!atEnd()) {
      take();
    }
    return result;
  }

  // ---------------------------------------------------------------- CREATE

  private Definition create(int at) throws Unread {
    boolean orReplace = accept("or", "replace");
    boolean temporary = false;
    while (true) {
      if (isAny("temporary", "temp", "global", "local")) {
        temporary |= isAny("temporary", "temp");
        take();
      } else if (is("unlogged")) {
        postgresOnly(position(), "UNLOGGED", "Leave it out.");
        take();
      } else if (is("recursive")) {
        take();
      } else if (!postgres && accept("algorithm")) {
        accept("=");
        take();
      } else if (!postgres && accept("definer")) {
        accept("=");
        account();
      } else if (!postgres && accept("sql", "security")) {
        take();
      } else if (!postgres && accept("aggregate")) {
        continue;
      } else {
        break;
      }
    }
    if (accept("table")) {
      return createTable(temporary);
    }
    if (accept("view")) {
      return createView(orReplace, false, temporary);
    }
    int here = position();
    if (accept("materialized", "view")) {
      postgresOnly(here, "a materialized view", "Fill a table instead.");
      return createView(orReplace, true, false);
    }
    boolean unique = accept("unique");
    String special = "";
    if (!postgres && isAny("fulltext", "spatial")) {
      special = take().key();
    }
    if (accept("index")) {
      return createIndex(unique, special);
    }
    if (unique || !special.isEmpty()) {
      throw new Unread();
    }
    return createOther(at);
  }

  /** {@code user@host}, {@code CURRENT_USER()} and the like. */
  private void account() {
    take();
    if (peek().kind() == Kind.USER_VARIABLE || is("@")) {
      take();
      if (peek().kind() == Kind.STRING) {
        take();
      }
    } else if (is("(")) {
      take();
      accept(")");
    }
  }

  private Definition createView(boolean orReplace, boolean materialized, boolean temporary)
      throws Unread {
    boolean ifNotExists = ifNotExists();
    int at = position();
    List<Name> name = qualifiedName();
    List<Name> columns = new ArrayList<>();
    if (accept("(")) {
      do {
        columns.add(name());
      } while (accept(","));
      expect(")");
    }
    while (!atEnd() && !is("as")) {
      take();
    }
    int query = -1;
    if (accept("as") && startsQuery(0)) {
      query = position();
    }
    return rest(
        new Definition.CreateView(
            at, name, orReplace, ifNotExists, materialized, temporary, columns, query));
  }

  private Definition createOther(int at) throws Unread {
    String kind = kind();
    if (kind.equals("user") || kind.equals("role") || kind.equals("group")) {
      return account(at, kind);
    }
    if (!postgres) {
      boolean mariaDb = server().isMariaDb() && (kind.equals("sequence") || kind.equals("package"));
      if ((POSTGRES_KINDS.contains(kind) || kind.equals("sequence")) && !mariaDb) {
        foreign(at, "CREATE " + kind.toUpperCase(Locale.ROOT), "MySQL has no such object.");
      }
    } else if (kind.equals("event")) {
      foreign(at, "CREATE EVENT", "PostgreSQL has no events; use a scheduler.");
    }
    boolean ifNotExists = ifNotExists();
    if (ifNotExists && postgres && kind.equals("database")) {
      foreign(at, "CREATE DATABASE IF NOT EXISTS", "Leave IF NOT EXISTS out.");
    }
    List<Name> name = isName() && !is("authorization") && !is("on") ? qualifiedName() : List.of();
    List<Name> table = null;
    if (WITH_TABLE.contains(kind) && skipBehind("on", "to")) {
      if (kind.equals("rule") && !peek().isName()) {
        throw new Unread();
      }
      table = qualifiedName();
    }
    return rest(new Definition.CreateOther(at, kind, name, ifNotExists, table));
  }

  private String kind() throws Unread {
    Token first = take();
    if (first.kind() != Kind.WORD) {
      throw new Unread();
    }
    String kind = first.key();
    switch (kind) {
      case "materialized" -> expect("view");
      case "event" -> {
        if (accept("trigger")) {
          return "event trigger";
        }
      }
      case "foreign" -> {
        if (accept("table")) {
          return "foreign table";
        }
        accept("data", "wrapper");
        return "foreign data wrapper";
      }
      case "text",
          "access",
          "operator",
          "procedural",
          "trusted",
          "default",
          "user",
          "constraint" -> {
        if (kind.equals("constraint") && accept("trigger")) {
          return "trigger";
        }
        if (kind.equals("text")) {
          accept("search");
          take();
          return "text search object";
        }
        if (kind.equals("access")) {
          accept("method");
          return "access method";
        }
        if (kind.equals("user") && accept("mapping")) {
          return "user mapping";
        }
        if (kind.equals("operator")) {
          if (acceptAny("class", "family")) {
            return "operator class";
          }
        }
      }
      default -> {
        return kind;
      }
    }
    return kind.equals("materialized") ? "materialized view" : kind;
  }

  private Definition account(int at, String kind) {
    boolean password = false;
    while (!atEnd()) {
      Token token = take();
      password |=
          token.is("password") && peek().kind() == Kind.STRING
              || token.is("by") && peek().kind() == Kind.STRING;
    }
    return new Definition.Account(at, kind, password);
  }

  // ---------------------------------------------------------------- ALTER

  private Definition alter(int at) throws Unread {
    if (accept("table")) {
      return alterTable();
    }
    if (postgres && accept("foreign", "table")) {
      return alterTable();
    }
    if (isAny("user", "role", "group") && !is("user", "mapping")) {
      return account(at, take().key());
    }
    if (postgres && isAny("system", "database", "default")) {
      String kind = take().key();
      return rest(
          new Definition.AlterOther(
              at, kind, isName() && kind.equals("database") ? qualifiedName() : List.of()));
    }
    while (!postgres && isAny("algorithm", "definer", "sql")) {
      if (accept("definer")) {
        accept("=");
        account();
      } else {
        take();
        accept("=");
        accept("security");
        take();
      }
    }
    boolean materialized = is("materialized");
    String kind = kind();
    ifExists();
    List<Name> name = isName() ? qualifiedName() : List.of();
    if (!postgres && kind.equals("view") && !name.isEmpty()) {
      // MySQL's ALTER VIEW gives the view another query.
      while (!atEnd() && !is("as")) {
        take();
      }
      int query = accept("as") && startsQuery(0) ? position() : -1;
      return rest(new Definition.CreateView(at, name, true, false, false, false, List.of(), query));
    }
    if (postgres && (kind.equals("view") || materialized) && accept("rename", "to")) {
      int here = position() - 2;
      return rest(
          new Definition.AlterTable(
              name.getFirst().at(),
              name,
              false,
              List.of(new Definition.Action.RenameTable(here, List.of(name())))));
    }
    incomplete();
    return rest(new Definition.AlterOther(at, kind, name));
  }

  // ---------------------------------------------------------------- DROP, TRUNCATE, RENAME

  private Definition drop(int at) throws Unread {
    boolean temporary = acceptAny("temporary", "temp");
    if (!postgres && is("tables")) {
      take();
      return drop(at, "table", temporary);
    }
    String kind = kind();
    if (kind.equals("user") || kind.equals("role")) {
      return rest(new Definition.Account(at, "drop " + kind, false));
    }
    if (kind.equals("prepare")) {
      return rest(new Definition.Harmless(at, kind));
    }
    if (!Set.of(
            "table",
            "view",
            "materialized view",
            "index",
            "schema",
            "database",
            "sequence",
            "foreign table",
            "type",
            "domain")
        .contains(kind)) {
      boolean ifExists = ifExists();
      List<List<Name>> names = isName() ? List.of(qualifiedName()) : List.of();
      boolean cascade = false;
      while (!atEnd()) {
        cascade |= take().is("cascade");
      }
      return new Definition.Drop(at, kind, names, ifExists, cascade, false, false, null);
    }
    return drop(at, kind, temporary);
  }

  private Definition drop(int at, String kind, boolean temporary) throws Unread {
    int here = position();
    boolean concurrently = kind.equals("index") && accept("concurrently");
    if (concurrently) {
      postgresOnly(here, "CONCURRENTLY", "Leave it out.");
    }
    boolean ifExists = ifExists();
    List<List<Name>> names = new ArrayList<>();
    do {
      names.add(qualifiedName());
    } while (accept(","));
    List<Name> table = null;
    here = position();
    if (kind.equals("index")) {
      if (accept("on")) {
        table = qualifiedName();
        mysqlOnly(
            here, "DROP INDEX … ON", "An index of PostgreSQL has a name of its own: leave ON out.");
        while (!atEnd()) {
          take();
        }
      } else if (!postgres) {
        foreign(at, "DROP INDEX without ON", "Name the table: DROP INDEX … ON ….");
      }
    }
    boolean cascade = accept("cascade");
    accept("restrict");
    if (!postgres && kind.equals("schema")) {
      if (cascade) {
        foreign(
            at, "DROP SCHEMA … CASCADE", "Leave CASCADE out; MySQL drops what is in it anyway.");
      }
      return new Definition.Drop(at, "database", names, ifExists, cascade, false, false, null);
    }
    return new Definition.Drop(at, kind, names, ifExists, cascade, concurrently, temporary, table);
  }

  private Definition truncate(int at) throws Unread {
    accept("table");
    List<List<Name>> names = qualifiedNames();
    if (names.size() > 1) {
      postgresOnly(at, "TRUNCATE of several tables", "Write one TRUNCATE for each table.");
    }
    int here = position();
    if (accept("restart", "identity") || accept("continue", "identity")) {
      postgresOnly(here, "RESTART IDENTITY", "MySQL starts AUTO_INCREMENT anew anyway.");
    }
    here = position();
    boolean cascade = accept("cascade");
    if (cascade) {
      postgresOnly(here, "TRUNCATE … CASCADE", "Delete from the referring tables first.");
    }
    accept("restrict");
    return new Definition.Truncate(at, names, cascade);
  }

  private Definition rename(int at) throws Unread {
    if (is("user")) {
      return rest(new Definition.Account(at, "rename user", false));
    }
    if (!acceptAny("table", "tables")) {
      throw new Unread();
    }
    ifExists();
    List<List<Name>> from = new ArrayList<>();
    List<List<Name>> to = new ArrayList<>();
    do {
      from.add(qualifiedName());
      expect("to");
      to.add(qualifiedName());
    } while (accept(","));
    return new Definition.RenameTables(at, from, to);
  }

  // ---------------------------------------------------------------- session

  private Definition transaction(int at, String head) {
    boolean toSavepoint = false;
    boolean start = head.equals("begin") || head.equals("start") && is("transaction");
    boolean prepared = false;
    boolean chain = false;
    while (!atEnd()) {
      Token token = take();
      toSavepoint |= token.is("to");
      prepared |= token.is("prepared");
      chain |= token.is("chain") && !peek(-2).is("no");
    }
    boolean ends =
        !prepared
            && !toSavepoint
            && (head.equals("commit")
                || head.equals("rollback")
                || head.equals("abort")
                || head.equals("end"));
    boolean undoes = head.equals("rollback") || head.equals("abort");
    return new Definition.Transaction(at, start || ends && chain, ends, undoes);
  }

  private Definition set(int at) throws Unread {
    List<Definition.Variable> variables = new ArrayList<>();
    if (accept("transaction")
        || accept("constraints")
        || accept("session", "characteristics")
        || accept("role")
        || accept("session", "authorization")
        || accept("names")
        || accept("character", "set")
        || accept("default")
        || accept("password")) {
      boolean password = peek(-1).is("password");
      rest("");
      return password
          ? new Definition.Account(at, "set password", true)
          : new Definition.SetVariables(at, List.of());
    }
    boolean local = false;
    do {
      local |= is("local");
      if (isAny("local", "session", "global", "persist", "persist_only") && peek(1).isName()
          || isAny("local", "session", "global") && peek(1).kind() == Kind.SYSTEM_VARIABLE) {
        take();
      }
      String name = take().text().toLowerCase(Locale.ROOT);
      while (accept(".")) {
        name = take().text().toLowerCase(Locale.ROOT);
      }
      if (!accept("=") && !accept(":=") && !accept("to")) {
        if (postgres && accept("time", "zone") || name.equals("time") && accept("zone")) {
          return rest(new Definition.SetVariables(at, List.of()));
        }
        return rest(new Definition.SetVariables(at, variables));
      }
      List<String> values = new ArrayList<>();
      while (!atEnd() && !(is(",") && !postgres)) {
        if (is("(")) {
          skipParentheses();
          values.add("(");
        } else {
          Token token = take();
          if (!token.is(",")) {
            values.add(
                token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.text());
          }
        }
      }
      variables.add(new Definition.Variable(stripMarks(name), List.copyOf(values), local));
    } while (accept(","));
    return new Definition.SetVariables(at, variables);
  }

  private static String stripMarks(String variable) {
    String bare = variable.startsWith("@@") ? variable.substring(2) : variable;
    int dot = bare.lastIndexOf('.');
    return dot < 0 ? bare : bare.substring(dot + 1);
  }

  // ---------------------------------------------------------------- looking after

  private Definition maintain(int at, String head) throws Unread {
    if (!postgres) {
      acceptAny("no_write_to_binlog", "local");
      if (!acceptAny("table", "tables")) {
        return explainLike(at, head);
      }
      List<List<Name>> names = qualifiedNames();
      return rest(new Definition.Maintain(at, head, names, false));
    }
    boolean full = false;
    boolean concurrently = false;
    if (head.equals("refresh")) {
      expect("materialized");
      expect("view");
      concurrently = accept("concurrently");
      return rest(
          new Definition.Maintain(
              at, "refresh materialized view", List.of(qualifiedName()), concurrently));
    }
    if (is("(")) {
      int end = position();
      skipParentheses();
      int behind = position();
      moveTo(end);
      while (position() < behind) {
        Token token = take();
        full |= token.is("full") && !peek().is("false") && !peek().is("off");
        concurrently |= token.is("concurrently");
      }
    }
    if (head.equals("reindex")) {
      String kind = take().key();
      concurrently |= accept("concurrently");
      List<List<Name>> names =
          isName() && kind.equals("table") ? List.of(qualifiedName()) : List.of();
      return rest(new Definition.Maintain(at, "reindex", names, concurrently));
    }
    boolean words = true;
    while (words) {
      words = isAny("full", "freeze", "verbose", "analyze", "analyse") && !peek().isEnd();
      if (words) {
        full |= take().is("full");
      }
    }
    List<List<Name>> names = new ArrayList<>();
    if (head.equals("cluster") && isName() && peek(1).is("on")) {
      name();
      take();
    }
    if (isName()) {
      do {
        accept("only");
        names.add(qualifiedName());
        accept("*");
        if (is("(")) {
          skipParentheses();
        }
      } while (accept(","));
    }
    return rest(new Definition.Maintain(at, full ? "vacuum full" : head, names, concurrently));
  }

  /** MySQL's ANALYZE may stand before a statement in MariaDB. */
  private Definition explainLike(int at, String head) {
    if (head.equals("analyze") && server().isMariaDb()) {
      return new Definition.Explain(at, isAny("format") ? -1 : position(), true);
    }
    return rest(new Definition.Harmless(at, head));
  }

  private Definition grant(int at, boolean revoke) throws Unread {
    StringBuilder privileges = new StringBuilder();
    while (!atEnd() && !is("on") && !is("to") && !is("from")) {
      if (is("(")) {
        skipParentheses();
      } else {
        Token token = take();
        if (privileges.length() < 80) {
          if (!privileges.isEmpty() && !token.is(",")) {
            privileges.append(' ');
          }
          privileges.append(token.text().toUpperCase(Locale.ROOT));
        }
      }
    }
    List<List<Name>> tables = List.of();
    if (accept("on")) {
      boolean named = accept("table");
      boolean plain = isName() && (named || !isOtherGrantObject());
      if (plain && !peek(1).is(".") || plain && peek(2).isName()) {
        tables = qualifiedNames();
      }
    }
    return rest(new Definition.Grant(at, revoke, privileges.toString(), tables));
  }

  private boolean isOtherGrantObject() {
    return isAny(
            "schema",
            "database",
            "sequence",
            "function",
            "procedure",
            "routine",
            "all",
            "type",
            "domain",
            "language",
            "large",
            "tablespace",
            "foreign",
            "parameter")
        && !peek(1).is("to")
        && !peek(1).is("from")
        && !peek(1).is(".");
  }

  private Definition comment(int at) throws Unread {
    if (!postgres) {
      foreign(at, "COMMENT ON", "Write COMMENT = '…' in ALTER TABLE.");
      return rest(new Definition.Harmless(at, "comment"));
    }
    expect("on");
    String kind = kind();
    List<Name> name = isName() ? qualifiedName() : List.of();
    Name column = null;
    if (kind.equals("column")) {
      if (name.size() < 2) {
        throw new Unread();
      }
      column = name.getLast();
      name = name.subList(0, name.size() - 1);
    }
    return rest(new Definition.CommentOn(at, kind, name, column));
  }

  private Definition lock(int at) throws Unread {
    if (postgres) {
      int here = position();
      if (is("tables") && peek(1).isName()) {
        foreign(here, "LOCK TABLES", "Write LOCK TABLE … IN … MODE inside a transaction.");
        return rest(new Definition.Lock(at, List.of()));
      }
      accept("table");
      return rest(new Definition.Lock(at, qualifiedNames()));
    }
    if (!acceptAny("table", "tables")) {
      return rest(new Definition.Lock(at, List.of()));
    }
    List<List<Name>> names = new ArrayList<>();
    do {
      names.add(qualifiedName());
      while (!atEnd() && !is(",")) {
        take();
      }
    } while (accept(","));
    return new Definition.Lock(at, names);
  }

  private Definition explain(int at) throws Unread {
    boolean analyze = false;
    if (postgres && is("(")) {
      int end = position();
      skipParentheses();
      int behind = position();
      moveTo(end);
      while (position() < behind) {
        analyze |= take().is("analyze");
      }
    }
    while (isAny("analyze", "analyse", "verbose", "extended", "partitions", "format")) {
      if (accept("format")) {
        accept("=");
        take();
      } else {
        analyze |= isAny("analyze", "analyse");
        take();
      }
    }
    if (!postgres && accept("into")) {
      take();
    }
    if (!postgres && (is("for", "connection") || is("for", "schema") || is("for", "database"))) {
      return rest(new Definition.Harmless(at, "explain"));
    }
    boolean row =
        isAny(
            "select", "with", "values", "table", "insert", "update", "delete", "merge", "replace",
            "(", "create", "execute", "declare", "refresh");
    if (!row && isName()) {
      if (postgres) {
        throw new Unread();
      }
      return rest(new Definition.Describe(at, qualifiedName()));
    }
    return new Definition.Explain(at, atEnd() ? -1 : position(), analyze);
  }

  private Definition copy(int at) throws Unread {
    accept("binary");
    if (is("(")) {
      int query = position() + 1;
      skipParentheses();
      boolean server = isFile();
      return rest(new Definition.Transfer(at, null, List.of(), false, server, query));
    }
    List<Name> table = qualifiedName();
    List<Name> columns = new ArrayList<>();
    if (accept("(")) {
      do {
        columns.add(name());
      } while (accept(","));
      expect(")");
    }
    boolean writes = is("from");
    boolean server = isFile();
    return rest(new Definition.Transfer(at, table, columns, writes, server, -1));
  }

  private boolean isFile() {
    return (is("from") || is("to")) && !peek(1).is("stdin") && !peek(1).is("stdout");
  }

  private Definition load(int at) throws Unread {
    if (postgres || !isAny("data", "xml")) {
      return rest(new Definition.Harmless(at, "load"));
    }
    boolean local = false;
    while (!atEnd() && !is("table")) {
      local |= take().is("local");
    }
    expect("table");
    @Nullable List<Name> table = qualifiedName();
    return rest(new Definition.Transfer(at, table, List.of(), true, !local, -1));
  }
}
