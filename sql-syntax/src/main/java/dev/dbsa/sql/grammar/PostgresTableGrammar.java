package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.Bound;
import dev.dbsa.sql.tree.TableStatement.CheckOption;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import dev.dbsa.sql.tree.TableStatement.OnCommit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's statements that make and change tables, indexes, views, sequences and schemas. */
class PostgresTableGrammar extends PostgresDropGrammar {
  PostgresTableGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "create" -> create();
      case "alter" -> alter();
      case "refresh" -> refresh();
      default -> super.otherStatement();
    };
  }

  // ---------------------------------------------------------------- CREATE

  /** How long what is made lives. */
  private record Life(boolean temporary, boolean unlogged) {
    static final Life LASTING = new Life(false, false);
  }

  private Statement create() throws SyntaxException {
    int at = position();
    switch (peek(1).key()) {
      case "table" -> {
        take();
        return createTable(at, Life.LASTING);
      }
      case "temporary", "temp", "local", "global", "unlogged" -> {
        take();
        return createLimited(at, life());
      }
      case "foreign" -> {
        if (!peek(2).is("table")) {
          return super.otherStatement();
        }
        take();
        take();
        return createForeignTable(at);
      }
      case "index", "unique" -> {
        take();
        return createIndex(at);
      }
      case "view", "recursive" -> {
        take();
        return createView(at, false, Life.LASTING);
      }
      case "materialized" -> {
        take();
        return createMaterializedView(at, false);
      }
      case "sequence" -> {
        take();
        return createSequence(at, Life.LASTING);
      }
      case "schema" -> {
        take();
        return createSchema(at);
      }
      case "or" -> {
        if (!peek(2).is("replace")) {
          take();
          take();
          throw fail("replace");
        }
        switch (peek(3).key()) {
          case "view", "recursive", "temporary", "temp", "local", "global", "unlogged" -> {
            take();
            take();
            take();
            return createView(at, true, life());
          }
          default -> {
            return super.otherStatement();
          }
        }
      }
      default -> {
        return super.otherStatement();
      }
    }
  }

  /** gram.y: OptTemp. */
  private Life life() throws SyntaxException {
    if (accept("unlogged")) {
      return new Life(false, true);
    }
    if (acceptAny("local", "global")) {
      expectAny("temporary", "temp");
      return new Life(true, false);
    }
    return acceptAny("temporary", "temp") ? new Life(true, false) : Life.LASTING;
  }

  private Statement createLimited(int at, Life life) throws SyntaxException {
    return switch (peek().key()) {
      case "table" -> createTable(at, life);
      case "view", "recursive" -> createView(at, false, life);
      case "sequence" -> createSequence(at, life);
      case "materialized" -> {
        if (!life.unlogged()) {
          throw fail("TABLE, VIEW, SEQUENCE");
        }
        yield createMaterializedView(at, true);
      }
      default -> throw fail("TABLE, VIEW, SEQUENCE");
    };
  }

  /** What CREATE TABLE says, as it is read. */
  private static final class Table {
    final List<ColumnDefinition> columns = new ArrayList<>();
    final List<TableConstraint> constraints = new ArrayList<>();
    final List<TableStatement.Like> likes = new ArrayList<>();
    List<List<Name>> inherits = List.of();
    List<Name> ofType = List.of();
    TableStatement.@Nullable PartitionOf partitionOf;
    TableStatement.@Nullable PartitionBy partitionBy;
    List<Name> method = List.of();
    List<Option> options = List.of();
    OnCommit onCommit = OnCommit.UNSAID;
    List<Name> tablespace = List.of();
    List<Name> server = List.of();
    @Nullable Statement query;
    List<Name> columnNames = List.of();
    @Nullable Boolean withData;

    Statement build(int at, List<Name> name, ObjectKind kind, Life life, boolean ifNotExists) {
      return new TableStatement.CreateTable(
          at,
          name,
          kind,
          false,
          life.temporary(),
          life.unlogged(),
          ifNotExists,
          columns,
          constraints,
          List.of(),
          likes,
          inherits,
          ofType,
          partitionOf,
          partitionBy,
          options,
          onCommit,
          method,
          tablespace,
          server,
          query,
          columnNames,
          withData,
          TableStatement.Duplicates.UNSAID);
    }
  }

  private Statement createTable(int at, Life life) throws SyntaxException {
    expect("table");
    boolean ifNotExists = ifNotExists();
    List<Name> name = relationName();
    Table table = new Table();
    boolean names = is("(") && peek(1).isName() && (peek(2).is(",") || peek(2).is(")"));
    if (is("(") && !names) {
      tableElements(table);
      table.inherits = inherits();
    } else if (accept("of")) {
      table.ofType = qualifiedName();
      typedElements(table);
    } else if (is("partition", "of")) {
      partitionOf(table);
    } else {
      return createTableAs(at, name, life, ifNotExists, table);
    }
    table.partitionBy = partitionBy();
    placement(table);
    return table.build(at, name, ObjectKind.TABLE, life, ifNotExists);
  }

  /** gram.y: table_access_method_clause OptWith OnCommitOption OptTableSpace. */
  private void placement(Table table) throws SyntaxException {
    table.method = accept("using") ? List.of(columnName()) : List.of();
    if (is("without", "oids")) {
      take();
      take();
    } else if (accept("with")) {
      table.options = storageParameters();
    }
    if (accept("on")) {
      expect("commit");
      if (accept("drop")) {
        table.onCommit = OnCommit.DROP;
      } else {
        table.onCommit = is("delete") ? OnCommit.DELETE_ROWS : OnCommit.PRESERVE_ROWS;
        if (!acceptAny("delete", "preserve")) {
          throw fail("DROP, DELETE ROWS, PRESERVE ROWS");
        }
        expect("rows");
      }
    }
    table.tablespace = tablespace();
  }

  private List<Name> tablespace() throws SyntaxException {
    return accept("tablespace") ? List.of(columnName()) : List.of();
  }

  private List<List<Name>> inherits() throws SyntaxException {
    if (!accept("inherits")) {
      return List.of();
    }
    expect("(");
    List<List<Name>> parents = relationNames();
    expect(")");
    return parents;
  }

  private Statement createTableAs(
      int at, List<Name> name, Life life, boolean ifNotExists, Table table) throws SyntaxException {
    table.columnNames = is("(") ? namesInParentheses() : List.of();
    placement(table);
    if (!is("as")) {
      throw fail(table.columnNames.isEmpty() ? "(, AS, OF, PARTITION OF" : "AS");
    }
    take();
    int queryAt = position();
    table.query = is("execute") ? execute(queryAt) : new Statement.Select(queryAt, definingQuery());
    table.withData = withData();
    return table.build(at, name, ObjectKind.TABLE, life, ifNotExists);
  }

  /** gram.y: OptTableElementList, between parentheses. */
  private void tableElements(Table into) throws SyntaxException {
    expect("(");
    if (accept(")")) {
      return;
    }
    do {
      if (is("like")) {
        into.likes.add(like());
      } else if (beginsConstraint()) {
        into.constraints.add(tableConstraint());
      } else {
        into.columns.add(columnDefinition());
      }
    } while (accept(","));
    expect(")");
  }

  private TableStatement.Like like() throws SyntaxException {
    int at = expect("like");
    List<Name> table = relationName();
    List<String> including = new ArrayList<>();
    List<String> excluding = new ArrayList<>();
    while (isAny("including", "excluding")) {
      List<String> list = take().is("including") ? including : excluding;
      switch (peek().key()) {
        case "comments",
            "constraints",
            "defaults",
            "identity",
            "generated",
            "indexes",
            "statistics",
            "storage",
            "all" ->
            list.add(take().key());
        case "compression" -> {
          since(140000, "COMPRESSION");
          list.add(take().key());
        }
        default ->
            throw fail(
                "COMMENTS, COMPRESSION, CONSTRAINTS, DEFAULTS, IDENTITY, GENERATED, INDEXES,"
                    + " STATISTICS, STORAGE, ALL");
      }
    }
    return new TableStatement.Like(at, table, including, excluding);
  }

  /** gram.y: OptTypedTableElementList. */
  private void typedElements(Table into) throws SyntaxException {
    if (!accept("(")) {
      return;
    }
    do {
      if (beginsConstraint()) {
        into.constraints.add(tableConstraint());
      } else {
        into.columns.add(typedColumn());
      }
    } while (accept(","));
    expect(")");
  }

  private void partitionOf(Table table) throws SyntaxException {
    int at = expect("partition");
    expect("of");
    List<Name> parent = relationName();
    typedElements(table);
    Bound bound = partitionBound();
    table.partitionOf = new TableStatement.PartitionOf(at, parent, bound);
  }

  private Statement createForeignTable(int at) throws SyntaxException {
    expect("table");
    boolean ifNotExists = ifNotExists();
    List<Name> name = relationName();
    Table table = new Table();
    if (is("partition")) {
      partitionOf(table);
    } else {
      tableElements(table);
      table.inherits = inherits();
    }
    expect("server");
    table.server = List.of(columnName());
    table.options = genericOptions();
    return table.build(at, name, ObjectKind.FOREIGN_TABLE, Life.LASTING, ifNotExists);
  }

  private Statement createIndex(int at) throws SyntaxException {
    boolean unique = accept("unique");
    int indexAt = expect("index");
    boolean concurrently = accept("concurrently");
    boolean ifNotExists = ifNotExists();
    Name name = ifNotExists || !is("on") ? columnName() : null;
    expect("on");
    Relation table = relationExpression();
    String method = accept("using") ? columnName().text() : "";
    expect("(");
    List<KeyPart> parts = keyParts();
    List<KeyPart> included = List.of();
    if (accept("include")) {
      expect("(");
      included = keyParts();
    }
    boolean notDistinct = nullTreatment();
    List<Option> options = accept("with") ? storageParameters() : List.of();
    List<Name> tablespace = tablespace();
    Expr where = where();
    IndexDefinition index =
        new IndexDefinition(
            indexAt,
            name,
            unique ? IndexDefinition.Kind.UNIQUE : IndexDefinition.Kind.PLAIN,
            method,
            parts,
            included,
            notDistinct,
            options,
            tablespace,
            where);
    return new TableStatement.CreateIndex(
        at, table.name(), table.only(), concurrently, ifNotExists, false, index, null);
  }

  private List<KeyPart> keyParts() throws SyntaxException {
    List<KeyPart> parts = new ArrayList<>();
    do {
      parts.add(keyPart());
    } while (accept(","));
    expect(")");
    return parts;
  }

  private Statement createView(int at, boolean orReplace, Life life) throws SyntaxException {
    boolean recursive = accept("recursive");
    expect("view");
    List<Name> name = relationName();
    List<Name> columns = recursive || is("(") ? namesInParentheses() : List.of();
    List<Option> options = accept("with") ? storageParameters() : List.of();
    expect("as");
    int queryAt = position();
    Query query = definingQuery();
    CheckOption check = CheckOption.NONE;
    if (accept("with")) {
      check = is("local") ? CheckOption.LOCAL : CheckOption.CASCADED;
      acceptAny("local", "cascaded");
      int checkAt = position();
      expect("check");
      expect("option");
      if (recursive) {
        throw failAt(checkAt, "A recursive view has no CHECK OPTION");
      }
    }
    return new TableStatement.CreateView(
        at,
        name,
        false,
        orReplace,
        false,
        false,
        life.temporary(),
        recursive,
        columns,
        options,
        new Statement.Select(queryAt, query),
        check,
        null);
  }

  private Statement createMaterializedView(int at, boolean unlogged) throws SyntaxException {
    expect("materialized");
    expect("view");
    boolean ifNotExists = ifNotExists();
    List<Name> name = relationName();
    List<Name> columns = is("(") ? namesInParentheses() : List.of();
    List<Option> options = new ArrayList<>();
    if (unlogged) {
      options.add(new Option(at + 1, "unlogged", List.of(), List.of()));
    }
    int optionAt = position();
    if (accept("using")) {
      int value = position();
      columnName();
      options.add(optionSince(optionAt, "using", value));
    }
    if (accept("with")) {
      options.addAll(storageParameters());
    }
    optionAt = position();
    if (accept("tablespace")) {
      int value = position();
      columnName();
      options.add(optionSince(optionAt, "tablespace", value));
    }
    expect("as");
    int queryAt = position();
    Query query = definingQuery();
    return new TableStatement.CreateView(
        at,
        name,
        false,
        false,
        ifNotExists,
        true,
        false,
        false,
        columns,
        options,
        new Statement.Select(queryAt, query),
        CheckOption.NONE,
        withData());
  }

  private Statement createSequence(int at, Life life) throws SyntaxException {
    expect("sequence");
    boolean ifNotExists = ifNotExists();
    List<Name> name = relationName();
    return new TableStatement.CreateSequence(
        at, name, false, life.temporary(), life.unlogged(), ifNotExists, sequenceOptions());
  }

  private Statement createSchema(int at) throws SyntaxException {
    expect("schema");
    boolean ifNotExists = ifNotExists();
    Name name = is("authorization") ? null : columnName();
    Name owner = accept("authorization") ? role() : null;
    List<Statement> elements = new ArrayList<>();
    while (isAny("create", "grant")) {
      if (is("create") && !beginsSchemaElement()) {
        take();
        throw fail("TABLE, INDEX, SEQUENCE, TRIGGER, VIEW");
      }
      if (ifNotExists) {
        throw failAt(position(), "CREATE SCHEMA IF NOT EXISTS cannot make anything in the schema");
      }
      Statement element = otherStatement();
      if (element instanceof Statement.Unread) {
        return new Statement.Unread(at, "create schema");
      }
      elements.add(element);
    }
    return new CreateSchema(at, name, owner, ifNotExists, elements);
  }

  /** gram.y: schema_stmt. */
  private boolean beginsSchemaElement() {
    return switch (peek(1).key()) {
      case "table",
          "temporary",
          "temp",
          "local",
          "global",
          "unlogged",
          "index",
          "unique",
          "view",
          "recursive",
          "sequence",
          "trigger",
          "constraint" ->
          true;
      case "or" ->
          switch (peek(3).key()) {
            case "view", "recursive", "temporary", "temp", "local", "global", "unlogged" -> true;
            case "trigger", "constraint" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private Statement refresh() throws SyntaxException {
    int at = expect("refresh");
    expect("materialized");
    expect("view");
    boolean concurrently = accept("concurrently");
    List<Name> name = relationName();
    return new TableStatement.RefreshView(at, name, concurrently, withData());
  }

  // ---------------------------------------------------------------- ALTER

  private Statement alter() throws SyntaxException {
    int at = position();
    int words = 2;
    ObjectKind kind;
    switch (peek(1).key()) {
      case "table" -> kind = ObjectKind.TABLE;
      case "index" -> kind = ObjectKind.INDEX;
      case "view" -> kind = ObjectKind.VIEW;
      case "sequence" -> kind = ObjectKind.SEQUENCE;
      case "materialized" -> {
        kind = ObjectKind.MATERIALIZED_VIEW;
        words = 3;
      }
      case "foreign" -> {
        if (!peek(2).is("table")) {
          return super.otherStatement();
        }
        kind = ObjectKind.FOREIGN_TABLE;
        words = 3;
      }
      default -> {
        return super.otherStatement();
      }
    }
    take();
    take();
    if (words == 3) {
      expectAny(kind == ObjectKind.MATERIALIZED_VIEW ? "view" : "table");
    }
    boolean movable =
        kind == ObjectKind.TABLE
            || kind == ObjectKind.INDEX
            || kind == ObjectKind.MATERIALIZED_VIEW;
    if (movable && is("all")) {
      return moveAll(at, kind);
    }
    boolean ifExists = ifExists();
    boolean inheritable = kind == ObjectKind.TABLE || kind == ObjectKind.FOREIGN_TABLE;
    Relation relation = inheritable ? relationExpression() : new Relation(relationName(), false);
    List<TableAction> actions = new ArrayList<>();
    TableAction whole = wholeAction(kind, ifExists);
    if (whole != null) {
      actions.add(whole);
    } else if (kind == ObjectKind.SEQUENCE && beginsSequenceOption()) {
      actions.add(new TableAction.SetOptions(position(), sequenceOptions(), false));
    } else {
      do {
        actions.add(action());
      } while (accept(","));
    }
    return new TableStatement.AlterTable(
        at, relation.name(), kind, ifExists, relation.only(), false, false, actions);
  }

  private Statement moveAll(int at, ObjectKind kind) throws SyntaxException {
    expect("all");
    expect("in");
    expect("tablespace");
    Name from = columnName();
    List<Name> owners = List.of();
    if (accept("owned")) {
      expect("by");
      owners = roles();
    }
    expect("set");
    expect("tablespace");
    Name to = columnName();
    return new TableStatement.MoveAll(at, kind, from, owners, to, accept("nowait"));
  }

  private boolean beginsSequenceOption() {
    return switch (peek().key()) {
      case "as",
          "cache",
          "cycle",
          "no",
          "increment",
          "maxvalue",
          "minvalue",
          "owned",
          "sequence",
          "start",
          "restart",
          "logged",
          "unlogged" ->
          !is("no") || !peek(1).is("inherit") && !peek(1).is("force");
      default -> false;
    };
  }

  /** An action that stands alone; {@code null} where a list of actions begins. */
  private @Nullable TableAction wholeAction(ObjectKind kind, boolean ifExists)
      throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "rename" -> {
        return rename(kind);
      }
      case "set" -> {
        if (!peek(1).is("schema")) {
          return null;
        }
        take();
        if (kind == ObjectKind.INDEX) {
          throw fail("(, TABLESPACE");
        }
        take();
        return new TableAction.SetSchema(at, columnName());
      }
      case "attach" -> {
        if (kind != ObjectKind.TABLE && (kind != ObjectKind.INDEX || ifExists)) {
          return null;
        }
        take();
        expect("partition");
        List<Name> partition = relationName();
        Bound bound =
            kind == ObjectKind.TABLE
                ? partitionBound()
                : new Bound(at, Bound.Kind.DEFAULT, List.of(), List.of());
        return new TableAction.AttachPartition(at, partition, bound);
      }
      case "detach" -> {
        if (kind != ObjectKind.TABLE) {
          return null;
        }
        take();
        expect("partition");
        List<Name> partition = relationName();
        if (isAny("concurrently", "finalize")) {
          since(140000, peek().text());
        }
        boolean concurrently = accept("concurrently");
        boolean finish = !concurrently && accept("finalize");
        return new TableAction.DetachPartition(at, partition, concurrently, finish);
      }
      case "depends", "no" -> {
        boolean no = is("no", "depends");
        boolean allowed =
            !ifExists && (kind == ObjectKind.INDEX || kind == ObjectKind.MATERIALIZED_VIEW);
        if (!allowed || !no && !is("depends")) {
          return null;
        }
        if (no) {
          since(130000, "NO DEPENDS");
          take();
        }
        take();
        expect("on");
        expect("extension");
        String what = no ? "no depends on extension" : "depends on extension";
        return new TableAction.Other(at, what, List.of(columnName()));
      }
      default -> {
        return null;
      }
    }
  }

  private TableAction rename(ObjectKind kind) throws SyntaxException {
    int at = expect("rename");
    if (accept("to")) {
      return new TableAction.RenameTable(at, List.of(columnName()));
    }
    if (kind == ObjectKind.INDEX || kind == ObjectKind.SEQUENCE) {
      throw fail("to");
    }
    if (kind == ObjectKind.TABLE && accept("constraint")) {
      Name from = columnName();
      expect("to");
      return new TableAction.RenameConstraint(at, from, columnName());
    }
    accept("column");
    Name from = columnName();
    expect("to");
    return new TableAction.RenameColumn(at, from, columnName());
  }

  /** gram.y: alter_table_cmd. */
  private TableAction action() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "add" -> {
        return add(at);
      }
      case "alter" -> {
        return alterPart(at);
      }
      case "drop" -> {
        return drop(at);
      }
      case "set" -> {
        return set(at);
      }
      case "reset" -> {
        take();
        return new TableAction.SetOptions(at, storageParameters(), true);
      }
      case "validate" -> {
        take();
        expect("constraint");
        return new TableAction.ValidateConstraint(at, columnName());
      }
      case "cluster" -> {
        take();
        expect("on");
        return new TableAction.Other(at, "cluster on", List.of(columnName()));
      }
      case "enable" -> {
        return enable(at);
      }
      case "disable" -> {
        return disable(at);
      }
      case "force" -> {
        take();
        rowLevelSecurity();
        return other(at);
      }
      case "no" -> {
        take();
        if (accept("force")) {
          rowLevelSecurity();
          return other(at);
        }
        if (!is("inherit")) {
          throw fail("INHERIT, FORCE ROW LEVEL SECURITY");
        }
        take();
        return new TableAction.Inherit(at, relationName(), true);
      }
      case "inherit" -> {
        take();
        return new TableAction.Inherit(at, relationName(), false);
      }
      case "of" -> {
        take();
        return new TableAction.Other(at, "of", qualifiedName());
      }
      case "not" -> {
        take();
        expect("of");
        return other(at);
      }
      case "owner" -> {
        take();
        expect("to");
        return new TableAction.OwnerTo(at, role());
      }
      case "replica" -> {
        take();
        expect("identity");
        if (accept("using")) {
          expect("index");
          return new TableAction.Other(at, "replica identity using index", List.of(columnName()));
        }
        if (!acceptAny("nothing", "full", "default")) {
          throw fail("NOTHING, FULL, DEFAULT, USING INDEX");
        }
        return other(at);
      }
      case "options" -> {
        return new TableAction.SetOptions(at, alterGenericOptions(), false);
      }
      default ->
          throw fail(
              "ADD, ALTER, DROP, SET, RESET, RENAME, OWNER TO, ENABLE, DISABLE, VALIDATE CONSTRAINT,"
                  + " ATTACH or DETACH PARTITION, INHERIT");
    }
  }

  /** An action of words alone. */
  private TableAction other(int at) {
    return new TableAction.Other(at, written(at).toLowerCase(java.util.Locale.ROOT), List.of());
  }

  private void rowLevelSecurity() throws SyntaxException {
    expect("row");
    expect("level");
    expect("security");
  }

  private TableAction add(int at) throws SyntaxException {
    take();
    if (beginsConstraint()) {
      return new TableAction.AddConstraint(at, tableConstraint(), false);
    }
    accept("column");
    boolean ifNotExists = ifNotExists();
    return new TableAction.AddColumn(at, columnDefinition(), ifNotExists, null);
  }

  private TableAction drop(int at) throws SyntaxException {
    take();
    if (accept("constraint")) {
      boolean ifExists = ifExists();
      Name name = columnName();
      return new TableAction.DropPart(
          at, TableAction.Part.CONSTRAINT, name, ifExists, dropBehavior());
    }
    accept("column");
    boolean ifExists = ifExists();
    Name name = columnName();
    return new TableAction.DropColumn(at, name, ifExists, dropBehavior());
  }

  private TableAction set(int at) throws SyntaxException {
    take();
    switch (peek().key()) {
      case "(" -> {
        return new TableAction.SetOptions(at, storageParameters(), false);
      }
      case "without" -> {
        take();
        if (!acceptAny("oids", "cluster")) {
          throw fail("CLUSTER");
        }
        return other(at);
      }
      case "logged", "unlogged" -> {
        take();
        return other(at);
      }
      case "access" -> {
        since(150000, "SET ACCESS METHOD");
        take();
        expect("method");
        if (knows(170000) && accept("default")) {
          return other(at);
        }
        return new TableAction.Other(at, "set access method", List.of(columnName()));
      }
      case "tablespace" -> {
        take();
        return new TableAction.Other(at, "set tablespace", List.of(columnName()));
      }
      default ->
          throw fail("(, SCHEMA, TABLESPACE, LOGGED, UNLOGGED, WITHOUT CLUSTER, ACCESS METHOD");
    }
  }

  private TableAction enable(int at) throws SyntaxException {
    take();
    if (is("row")) {
      rowLevelSecurity();
      return other(at);
    }
    boolean when = acceptAny("always", "replica");
    if (accept("rule")) {
      return new TableAction.Other(at, written(at), List.of(columnName()));
    }
    if (!is("trigger")) {
      throw fail(when ? "TRIGGER, RULE" : "TRIGGER, RULE, ALWAYS, REPLICA, ROW LEVEL SECURITY");
    }
    take();
    if (!when && acceptAny("all", "user")) {
      return other(at);
    }
    return new TableAction.Other(at, written(at), List.of(columnName()));
  }

  private TableAction disable(int at) throws SyntaxException {
    take();
    if (is("row")) {
      rowLevelSecurity();
      return other(at);
    }
    if (accept("rule")) {
      return new TableAction.Other(at, written(at), List.of(columnName()));
    }
    if (!is("trigger")) {
      throw fail("TRIGGER, RULE, ROW LEVEL SECURITY");
    }
    take();
    if (acceptAny("all", "user")) {
      return other(at);
    }
    return new TableAction.Other(at, written(at), List.of(columnName()));
  }

  // ---------------------------------------------------------------- ALTER COLUMN, CONSTRAINT

  private TableAction alterPart(int at) throws SyntaxException {
    take();
    if (accept("constraint")) {
      Name name = columnName();
      if (is("inherit")) {
        since(180000, "ALTER CONSTRAINT … INHERIT");
        Option inherit = new Option(position(), "inherit", List.of(), List.of());
        take();
        return new TableAction.AlterPart(at, TableAction.Part.CONSTRAINT, name, List.of(inherit));
      }
      List<Option> options = new ArrayList<>();
      int from = position();
      constraintAttributes(ALTERED_ATTRIBUTES);
      if (position() > from) {
        options.add(new Option(from, written(from), List.of(), List.of()));
      }
      return new TableAction.AlterPart(at, TableAction.Part.CONSTRAINT, name, options);
    }
    accept("column");
    if (isInteger(peek())) {
      int from = position();
      long number = integer();
      if (number < 1 || number > Short.MAX_VALUE) {
        throw failAt(from, "A column's number is between 1 and " + Short.MAX_VALUE);
      }
      Option place = optionSince(from, "column", from);
      expect("set");
      expect("statistics");
      return new TableAction.SetColumn(at, null, statistics(place.at()));
    }
    return alterColumn(at, columnName());
  }

  private Option statistics(int at) throws SyntaxException {
    int value = position();
    if (!knows(170000) || !accept("default")) {
      signedInteger();
    }
    return optionSince(at, "statistics", value);
  }

  private TableAction alterColumn(int at, Name column) throws SyntaxException {
    switch (peek().key()) {
      case "type" -> {
        return setType(at, column);
      }
      case "set" -> {
        return setColumn(at, column);
      }
      case "drop" -> {
        take();
        return dropFromColumn(at, column);
      }
      case "restart" -> {
        return new TableAction.SetIdentity(at, column, identityOptions());
      }
      case "reset" -> {
        take();
        List<Option> options = storageParameters();
        Option option = options.getFirst();
        return new TableAction.SetColumn(
            at, column, new Option(option.at(), "reset " + option.name(), List.of(), List.of()));
      }
      case "add" -> {
        take();
        expect("generated");
        boolean always = generatedWhen();
        expect("as");
        expect("identity");
        return new TableAction.AddIdentity(at, column, always, sequenceOptionsInParentheses());
      }
      case "options" -> {
        Option option = alterGenericOptions().getFirst();
        return new TableAction.SetColumn(at, column, option);
      }
      default -> throw fail("TYPE, SET, DROP, ADD GENERATED, RESTART, RESET, OPTIONS");
    }
  }

  private TableAction setType(int at, Name column) throws SyntaxException {
    expect("type");
    DataType type = dataType();
    List<Name> collation = accept("collate") ? qualifiedName() : List.of();
    Expr using = accept("using") ? expression() : null;
    return new TableAction.SetType(at, column, type, collation, using);
  }

  private TableAction setColumn(int at, Name column) throws SyntaxException {
    switch (peek(1).key()) {
      case "data" -> {
        take();
        take();
        return setType(at, column);
      }
      case "default" -> {
        take();
        take();
        return new TableAction.SetDefault(at, column, expression());
      }
      case "not" -> {
        take();
        take();
        expect("null");
        return new TableAction.SetNotNull(at, column);
      }
      case "expression" -> {
        take();
        since(170000, "SET EXPRESSION");
        take();
        expect("as");
        expect("(");
        Expr value = expression();
        expect(")");
        return new TableAction.SetExpression(at, column, value);
      }
      case "statistics" -> {
        take();
        int statisticsAt = position();
        take();
        return new TableAction.SetColumn(at, column, statistics(statisticsAt));
      }
      case "storage" -> {
        take();
        if (peek(1).is("default")) {
          take();
          since(160000, "STORAGE DEFAULT");
          int value = position();
          take();
          return new TableAction.SetColumn(at, column, optionSince(value - 1, "storage", value));
        }
        return new TableAction.SetColumn(at, column, setting().option());
      }
      case "compression" -> {
        take();
        since(140000, "COMPRESSION");
        return new TableAction.SetColumn(at, column, setting().option());
      }
      case "(" -> {
        take();
        return new TableAction.SetColumn(at, column, storageParameters().getFirst());
      }
      default -> {
        return new TableAction.SetIdentity(at, column, identityOptions());
      }
    }
  }

  private TableAction dropFromColumn(int at, Name column) throws SyntaxException {
    if (accept("default")) {
      return new TableAction.DropDefault(at, column);
    }
    if (accept("not")) {
      expect("null");
      return new TableAction.DropNotNull(at, column);
    }
    if (accept("identity")) {
      return new TableAction.DropIdentity(at, column, ifExists());
    }
    if (!is("expression")) {
      throw fail("DEFAULT, NOT NULL, IDENTITY, EXPRESSION");
    }
    since(130000, "DROP EXPRESSION");
    take();
    return new TableAction.DropExpression(at, column, ifExists());
  }

  /** gram.y: alter_identity_column_option_list. */
  private List<Option> identityOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    do {
      if (is("restart")) {
        addSequenceOption(options);
        continue;
      }
      int at = expect("set");
      if (accept("generated")) {
        int value = position();
        generatedWhen();
        options.add(optionSince(at, "generated", value));
        continue;
      }
      if (isAny("as", "restart", "owned")) {
        throw failAt(position(), "An identity column's sequence has no such option here");
      }
      addSequenceOption(options);
    } while (isAny("set", "restart"));
    return options;
  }

  private void addSequenceOption(List<Option> into) throws SyntaxException {
    Option option = sequenceOption();
    if (option == null) {
      throw fail(
          "DEFAULT, NOT NULL, DATA TYPE, STATISTICS, STORAGE, GENERATED, an option of a sequence");
    }
    into.add(option);
  }
}
