package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Constraint;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Type;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads CREATE TABLE, ALTER TABLE and CREATE INDEX: the statements whose details decide what they
 * cost. What it does not know it passes over and says so.
 */
class DefinitionReader extends TokenCursor {
  private static final Set<String> DEFAULT_ENDS =
      Set.of(
          "not",
          "null",
          "unique",
          "primary",
          "check",
          "references",
          "constraint",
          "comment",
          "collate",
          "generated",
          "auto_increment",
          "on",
          "key",
          "after",
          "first",
          "column_format",
          "storage",
          "visible",
          "invisible",
          "deferrable",
          "initially",
          "charset",
          "compression",
          "engine_attribute",
          "as");
  private static final Set<String> TYPE_TAILS =
      Set.of(
          "unsigned", "signed", "zerofill", "precision", "varying", "binary", "ascii", "unicode");

  /** Column options of MySQL with one value behind them. */
  private static final Set<String> VALUED =
      Set.of(
          "storage",
          "column_format",
          "compression",
          "srid",
          "engine_attribute",
          "secondary_engine_attribute");

  private final Server server;
  private final List<Foreign> foreign = new ArrayList<>();
  private final List<ExpressionPart> expressions = new ArrayList<>();

  /** Whether everything so far was understood. */
  private boolean complete = true;

  /** Whether something stands where this reader knows all that may stand. */
  private boolean suspect;

  DefinitionReader(List<Token> tokens, Server server) {
    super(tokens, server.isPostgres());
    this.server = server;
  }

  /** Something that only the other dialect has. */
  record Foreign(int at, String what, String hint) {}

  /** The expressions that were passed over, in order. */
  final List<ExpressionPart> expressions() {
    return expressions;
  }

  private void expression(ExpressionUse use, int from, int end, @Nullable Name column) {
    if (from < end) {
      expressions.add(new ExpressionPart(use, from, end, column));
    }
  }

  final List<Foreign> foreign() {
    return foreign;
  }

  final boolean isComplete() {
    return complete;
  }

  final void incomplete() {
    complete = false;
  }

  final boolean isSuspect() {
    return suspect;
  }

  final void suspect() {
    complete = false;
    suspect = true;
  }

  final Server server() {
    return server;
  }

  final void foreign(int at, String what, String hint) {
    foreign.add(new Foreign(at, what, hint));
  }

  final void postgresOnly(int at, String what, String hint) {
    if (!postgres) {
      foreign(at, what, hint);
    }
  }

  final void mysqlOnly(int at, String what, String hint) {
    if (postgres) {
      foreign(at, what, hint);
    }
  }

  /** MariaDB has it, MySQL has not. */
  private void notMySql(int at, String what) {
    if (!postgres && !server.isMariaDb()) {
      foreign(at, what, "MySQL has no such clause; leave it out.");
    }
  }

  // ---------------------------------------------------------------- CREATE TABLE

  final Definition createTable(boolean temporary) throws Unread {
    boolean ifNotExists = ifNotExists();
    int at = position();
    List<Name> name = qualifiedName();
    List<ColumnDefinition> columns = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    List<List<Name>> like = new ArrayList<>();
    boolean open = false;
    if (postgres && accept("partition", "of")) {
      like.add(qualifiedName());
      // Its parent may be given more columns later.
      open = true;
      incomplete();
    } else if (postgres && accept("of")) {
      qualifiedName();
      open = true;
      incomplete();
    } else if (accept("like")) {
      like.add(qualifiedName());
    }
    boolean bare = false;
    if (is("(") && peek(1).is("like") && !postgres) {
      take();
      take();
      like.add(qualifiedName());
      expect(")");
    } else if (is("(") && startsQuery(1)) {
      // A query in parentheses: CREATE TABLE t (SELECT …).
    } else if (is("(") && like.isEmpty()) {
      take();
      bare = postgres && isBareList();
      if (!is(")")) {
        do {
          if (bare) {
            name();
            open = true;
          } else {
            element(columns, constraints, like);
          }
        } while (accept(","));
      }
      expect(")");
    }
    while (!atEnd() && !is("as") && !startsQuery(0)) {
      if (accept("inherits")) {
        postgresOnly(position() - 1, "INHERITS", "MySQL tables do not inherit from one another.");
        open = true;
        expect("(");
        while (!is(")") && !atEnd()) {
          like.add(qualifiedName());
          accept(",");
        }
        expect(")");
      } else if (postgres && accept("for", "values")) {
        incomplete();
      } else if (is("partition") || is("with") || is("using") || is("tablespace")) {
        incomplete();
        take();
      } else {
        tableOption();
      }
    }
    accept("as");
    int query = startsQuery(0) || is("execute") ? position() : -1;
    open |= query >= 0 && is("execute");
    if (query >= 0 && is("execute")) {
      query = -1;
    }
    return new Definition.CreateTable(
        at, name, temporary, ifNotExists, columns, constraints, like, open, query);
  }

  /** {@code (a, b) AS SELECT …}: names alone. */
  private boolean isBareList() {
    int ahead = 0;
    while (peek(ahead).isName() && peek(ahead + 1).is(",")) {
      ahead += 2;
    }
    return peek(ahead).isName() && peek(ahead + 1).is(")");
  }

  final boolean startsQuery(int ahead) {
    int i = ahead;
    while (peek(i).is("(")) {
      i++;
    }
    Token token = peek(i);
    return token.is("select")
        || token.is("with") && !peek(i + 1).is("(")
        || token.is("values") && postgres
        || token.is("values") && peek(i + 1).is("row")
        || token.is("table") && peek(i + 1).isName();
  }

  private void tableOption() throws Unread {
    int at = position();
    if (isAny(
            "engine", "auto_increment", "charset", "row_format", "character", "default", "comment")
        && postgres) {
      boolean charset = is("default") && (peek(1).is("charset") || peek(1).is("character"));
      if (isAny("engine", "auto_increment", "charset", "character", "row_format") || charset) {
        mysqlOnly(
            at,
            "the table option " + peek().text().toUpperCase(Locale.ROOT),
            "PostgreSQL has no such table option; leave it out.");
      } else if (is("comment")) {
        mysqlOnly(at, "the table option COMMENT", "Write COMMENT ON TABLE … IS '…'.");
      }
    }
    if (is("(")) {
      skipParentheses();
    } else {
      take();
    }
  }

  private void element(
      List<ColumnDefinition> columns, List<Constraint> constraints, List<List<Name>> like)
      throws Unread {
    if (postgres && is("like") && peek(1).isName()) {
      take();
      like.add(qualifiedName());
      skipItem();
      return;
    }
    Constraint constraint = tableConstraint();
    if (constraint != null) {
      constraints.add(constraint);
      return;
    }
    columns.add(columnDefinition());
  }

  /** {@code null} where no constraint or index begins here. */
  private @Nullable Constraint tableConstraint() throws Unread {
    int at = position();
    Name name = null;
    if (accept("constraint")) {
      if (!isAny("primary", "unique", "foreign", "check", "exclude", "not")) {
        name = name();
      }
    }
    if (accept("primary", "key")) {
      return keyConstraint(at, Constraint.Kind.PRIMARY_KEY, name);
    }
    if (is("unique")
        && !(peek(1).isName() && postgres && !peek(1).is("nulls") && !peek(1).is("using"))) {
      take();
      if (acceptAny("key", "index")) {
        mysqlOnly(position() - 1, "UNIQUE KEY", "Write UNIQUE (…).");
      }
      return keyConstraint(at, Constraint.Kind.UNIQUE, name);
    }
    if (accept("foreign", "key")) {
      if (!postgres) {
        ifNotExists();
        if (isName()) {
          Name index = name();
          name = name == null ? index : name;
        }
      }
      List<Name> columns = names();
      return references(at, name, columns);
    }
    if (is("check") && peek(1).is("(")) {
      take();
      int expression = position() + 1;
      skipParentheses();
      expression(ExpressionUse.CHECK, expression, position() - 1, null);
      boolean notValid = constraintTail();
      return constraint(
          at, Constraint.Kind.CHECK, name, List.of(), false, notValid, false, expression);
    }
    if (postgres && accept("exclude")) {
      skipItem();
      return constraint(at, Constraint.Kind.EXCLUDE, name, List.of(), false, false, false, -1);
    }
    if (postgres && name != null && accept("not", "null") || postgres && is("not", "null")) {
      accept("not", "null");
      List<Name> columns = List.of(name());
      boolean notValid = constraintTail();
      return constraint(at, Constraint.Kind.NOT_NULL, name, columns, true, notValid, false, -1);
    }
    if (name != null || position() != at) {
      throw new Unread();
    }
    if (isAny("fulltext", "spatial") && !postgres) {
      boolean fulltext = is("fulltext");
      take();
      acceptAny("key", "index");
      return keyConstraint(at, fulltext ? Constraint.Kind.FULLTEXT : Constraint.Kind.SPATIAL, null);
    }
    if (isAny("key", "index") && isIndexDefinition()) {
      mysqlOnly(at, "an index inside the table", "Write CREATE INDEX … ON … after the table.");
      take();
      ifNotExists();
      return keyConstraint(at, Constraint.Kind.INDEX, null);
    }
    return null;
  }

  /** In PostgreSQL KEY and INDEX may be columns; a list of names behind them tells. */
  private boolean isIndexDefinition() {
    if (!postgres) {
      return true;
    }
    int open = peek(1).is("(") ? 1 : 2;
    return peek(open).is("(")
        && peek(open + 1).isName()
        && (peek(open + 2).is(")") || peek(open + 2).is(","))
        && (open == 1 || peek(1).isName());
  }

  private Constraint keyConstraint(int at, Constraint.Kind kind, @Nullable Name given)
      throws Unread {
    Name name = given;
    if (postgres) {
      if (accept("nulls")) {
        accept("not");
        expect("distinct");
      }
      if (accept("using", "index")) {
        Name index = name();
        constraintTail();
        return constraint(at, kind, index, List.of(), false, false, true, -1);
      }
    } else {
      ifNotExists();
      if (isName() && !is("using") && !(is("type") && peek(1).isName())) {
        Name index = name();
        name = name == null ? index : name;
      }
      if (acceptAny("using", "type")) {
        name();
      }
    }
    if (postgres && !is("(") && isName()) {
      throw new Unread();
    }
    Parts parts = keyParts();
    boolean notValid = constraintTail();
    return constraint(at, kind, name, parts.columns(), parts.complete(), notValid, false, -1);
  }

  private static Constraint constraint(
      int at,
      Constraint.Kind kind,
      @Nullable Name name,
      List<Name> columns,
      boolean complete,
      boolean notValid,
      boolean usingIndex,
      int expression) {
    return new Constraint(
        at, kind, name, columns, complete, null, List.of(), "", notValid, usingIndex, expression);
  }

  private record Parts(List<Name> columns, boolean complete) {}

  /** Key parts in parentheses: names, perhaps with length, order and operator class. */
  private Parts keyParts() throws Unread {
    List<Name> columns = new ArrayList<>();
    boolean all = true;
    expect("(");
    do {
      boolean plain = isName() && endsName(peek(1));
      if (plain) {
        columns.add(name());
        skipItem();
      } else {
        all = false;
        int from = position();
        skipItem();
        expression(ExpressionUse.INDEX_KEY, from, position(), null);
      }
    } while (accept(","));
    expect(")");
    return new Parts(columns, all);
  }

  /** Whether a key part that begins with a name is a column: an operator makes it an expression. */
  private boolean endsName(Token behind) {
    if (behind.is("(")) {
      return !postgres && peek(2).kind() == Kind.INTEGER;
    }
    return behind.is(",") || behind.is(")") || behind.isName() || behind.isEnd();
  }

  private List<Name> names() throws Unread {
    List<Name> names = new ArrayList<>();
    expect("(");
    do {
      if (is("period") && peek(1).isName()) {
        take();
        incomplete();
      }
      names.add(name());
    } while (accept(","));
    expect(")");
    return names;
  }

  /** REFERENCES and what follows. */
  private Constraint references(int at, @Nullable Name name, List<Name> columns) throws Unread {
    expect("references");
    List<Name> target = qualifiedName();
    List<Name> targetColumns = is("(") ? names() : List.of();
    String onDelete = "";
    boolean more = true;
    while (more) {
      if (accept("match")) {
        name();
      } else if (is("on") && (peek(1).is("delete") || peek(1).is("update"))) {
        take();
        boolean delete = take().is("delete");
        String action = referenceAction();
        onDelete = delete ? action : onDelete;
      } else {
        more = false;
      }
    }
    boolean notValid = constraintTail();
    return new Constraint(
        at,
        Constraint.Kind.FOREIGN_KEY,
        name,
        columns,
        true,
        target,
        targetColumns,
        onDelete,
        notValid,
        false,
        -1);
  }

  private String referenceAction() throws Unread {
    if (accept("set")) {
      String what = "set " + name().text().toLowerCase(Locale.ROOT);
      if (is("(")) {
        skipParentheses();
      }
      return what;
    }
    if (accept("no")) {
      expect("action");
      return "no action";
    }
    if (acceptAny("cascade")) {
      return "cascade";
    }
    expect("restrict");
    return "restrict";
  }

  /** What may stand behind a constraint; tells whether NOT VALID was among it. */
  private boolean constraintTail() throws Unread {
    boolean notValid = false;
    while (!atEnd() && !is(",") && !is(")")) {
      int at = position();
      if (accept("not", "valid")) {
        postgresOnly(at, "NOT VALID", "MySQL checks the rows at once; leave it out.");
        notValid = true;
      } else if (accept("not", "deferrable")
          || accept("deferrable")
          || accept("initially", "deferred")
          || accept("initially", "immediate")) {
        postgresOnly(at, "DEFERRABLE", "MySQL checks constraints at once; leave it out.");
      } else if (accept("not", "enforced")
          || accept("enforced")
          || accept("no", "inherit")
          || accept("visible")
          || accept("invisible")) {
        continue;
      } else if (accept("using", "index", "tablespace")) {
        name();
      } else if (accept("using")
          || accept("comment")
          || accept("with", "parser")
          || accept("tablespace")) {
        if (!acceptValue()) {
          throw new Unread();
        }
      } else if (accept("key_block_size")) {
        accept("=");
        acceptValue();
      } else if (accept("include") || accept("with")) {
        skipParentheses();
      } else {
        break;
      }
    }
    return notValid;
  }

  final ColumnDefinition columnDefinition() throws Unread {
    int at = position();
    Name name = name();
    Type type = null;
    if (!atEnd() && !is(",") && !is(")") && peek().isName() && !startsAttribute()) {
      type = type();
    }
    return attributes(at, name, type);
  }

  private boolean startsAttribute() {
    return DEFAULT_ENDS.contains(peek().key()) || is("default");
  }

  /** A type's name with everything that belongs to it. */
  final Type type() throws Unread {
    int at = position();
    StringBuilder name = new StringBuilder();
    boolean qualified = peek().kind() == Kind.QUOTED_NAME;
    name.append(name().text().toLowerCase(Locale.ROOT));
    while (is(".") && peek(1).isName()) {
      take();
      qualified = true;
      name.setLength(0);
      name.append(name().text().toLowerCase(Locale.ROOT));
    }
    List<String> modifiers = new ArrayList<>();
    boolean array = false;
    if (name.toString().equals("national") && isName()) {
      name.append(' ').append(name().text().toLowerCase(Locale.ROOT));
    }
    if (name.toString().equals("long") && isAny("varchar", "varbinary")) {
      name.append(' ').append(name().text().toLowerCase(Locale.ROOT));
    }
    boolean more = true;
    while (more) {
      if (is("(") && modifiers.isEmpty()) {
        take();
        while (!is(")") && !atEnd()) {
          Token token = take();
          if (!token.is(",")) {
            modifiers.add(token.text());
          }
        }
        expect(")");
      } else if (is("[")) {
        array = true;
        while (!atEnd() && !accept("]")) {
          take();
        }
      } else if (accept("array")) {
        array = true;
      } else if (is("with", "time") || is("without", "time") || is("with", "local")) {
        name.append(' ').append(take().key());
        while (isAny("time", "local", "zone")) {
          name.append(' ').append(take().key());
        }
      } else if (TYPE_TAILS.contains(peek().key())) {
        name.append(' ').append(take().key());
      } else if (name.toString().equals("interval")
          && isAny("year", "month", "day", "hour", "minute", "second")) {
        take();
        if (accept("to")) {
          take();
        }
      } else {
        more = false;
      }
    }
    return new Type(at, name.toString(), modifiers, array, qualified);
  }

  private ColumnDefinition attributes(int at, Name name, @Nullable Type givenType) throws Unread {
    boolean notNull = false;
    int defaultAt = -1;
    int defaultEnd = -1;
    String generated = isSerial(givenType) ? "serial" : "";
    List<Constraint> constraints = new ArrayList<>();
    Name label = null;
    while (!atEnd() && !is(",") && !is(")") && !is("first") && !is("after")) {
      int here = position();
      if (accept("constraint")) {
        label = isAny("not", "null", "check", "unique", "primary", "references") ? null : name();
        continue;
      }
      if (accept("not", "null")) {
        notNull = true;
        accept("no", "inherit");
      } else if (accept("null")) {
        continue;
      } else if (accept("default")) {
        defaultAt = position();
        skipDefault();
        defaultEnd = position();
        expression(ExpressionUse.DEFAULT, defaultAt, defaultEnd, name);
      } else if (accept("primary", "key") || !postgres && accept("primary")) {
        notNull = true;
        accept("using", "index", "tablespace");
        constraints.add(
            constraint(
                here, Constraint.Kind.PRIMARY_KEY, label, List.of(name), true, false, false, -1));
        constraintTail();
      } else if (accept("unique")) {
        if (accept("key")) {
          mysqlOnly(here, "UNIQUE KEY", "Write UNIQUE.");
        }
        if (accept("nulls")) {
          accept("not");
          expect("distinct");
        }
        constraints.add(
            constraint(here, Constraint.Kind.UNIQUE, label, List.of(name), true, false, false, -1));
        constraintTail();
      } else if (!postgres && accept("key")) {
        constraints.add(
            constraint(
                here, Constraint.Kind.PRIMARY_KEY, label, List.of(name), true, false, false, -1));
      } else if (is("check") && peek(1).is("(")) {
        take();
        int expression = position() + 1;
        skipParentheses();
        expression(ExpressionUse.CHECK, expression, position() - 1, name);
        boolean notValid = constraintTail();
        constraints.add(
            constraint(
                here, Constraint.Kind.CHECK, label, List.of(), false, notValid, false, expression));
      } else if (is("references")) {
        constraints.add(references(here, label, List.of(name)));
      } else if (accept("generated")) {
        if (accept("by")) {
          expect("default");
          if (accept("on")) {
            expect("null");
          }
        } else {
          expect("always");
        }
        expect("as");
        generated = generation(here, name);
      } else if (is("as") && peek(1).is("(") && !postgres) {
        take();
        generated = generation(here, name);
      } else if (acceptAny("auto_increment", "autoincrement")) {
        mysqlOnly(
            here, "AUTO_INCREMENT", "Write GENERATED BY DEFAULT AS IDENTITY behind the type.");
        generated = "auto";
      } else if (accept("collate")) {
        qualifiedName();
      } else if (is("comment") && peek(1).kind() == Kind.STRING) {
        mysqlOnly(here, "COMMENT in a column", "Write COMMENT ON COLUMN … IS '…'.");
        take();
        take();
      } else if (accept("on", "update")) {
        mysqlOnly(here, "ON UPDATE in a column", "Keep the value current with a trigger.");
        skipDefault();
      } else if (accept("character", "set") || !postgres && accept("charset")) {
        mysqlOnly(here, "CHARACTER SET", "A PostgreSQL database has one encoding; leave it out.");
        acceptValue();
      } else if (VALUED.contains(peek().key())
          && !(postgres && !is("storage") && !is("compression"))) {
        take();
        accept("=");
        acceptValue();
      } else if (!postgres
          && acceptAny("visible", "invisible", "stored", "virtual", "persistent")) {
        continue;
      } else if (accept("not", "visible")
          || accept("no", "inherit")
          || accept("enforced")
          || accept("not", "enforced")
          || accept("deferrable")
          || accept("not", "deferrable")
          || accept("initially")
          || accept("with", "options")) {
        continue;
      } else if (!postgres && accept("masking", "policy")) {
        name();
      } else {
        suspect();
        if (is("(")) {
          skipParentheses();
        } else {
          take();
        }
      }
      label = null;
    }
    return new ColumnDefinition(
        at, name, givenType, notNull, defaultAt, defaultEnd, generated, constraints);
  }

  private static boolean isSerial(@Nullable Type type) {
    return type != null
        && Set.of("serial", "bigserial", "smallserial", "serial4", "serial8", "serial2")
            .contains(type.name());
  }

  private String generation(int at, Name column) throws Unread {
    if (accept("identity")) {
      postgresOnly(at, "IDENTITY", "Write AUTO_INCREMENT behind the type.");
      if (is("(")) {
        skipParentheses();
      }
      return "identity";
    }
    int from = position() + 1;
    skipParentheses();
    expression(ExpressionUse.GENERATED, from, position() - 1, column);
    if (acceptAny("stored", "persistent")) {
      return "stored";
    }
    accept("virtual");
    return "virtual";
  }

  private void skipDefault() throws Unread {
    boolean first = true;
    while (!atEnd() && !is(",") && !is(")") && (first || !DEFAULT_ENDS.contains(peek().key()))) {
      if (is("(")) {
        skipParentheses();
      } else {
        boolean sign = is("-") || is("+");
        take();
        if (sign) {
          continue;
        }
      }
      first = false;
    }
  }

  // ---------------------------------------------------------------- ALTER TABLE

  final Definition alterTable() throws Unread {
    boolean ifExists = ifExists();
    if (accept("only")) {
      postgresOnly(position() - 1, "ONLY", "MySQL tables have no children; leave it out.");
    }
    int at = position();
    List<Name> name = qualifiedName();
    accept("*");
    List<Action> actions = new ArrayList<>();
    if (!postgres && (is("wait") || is("nowait"))) {
      take();
      acceptValue();
    }
    do {
      if (!postgres && (is("add", "(") || is("add", "column") && peek(2).is("("))) {
        addColumns(actions);
      } else {
        actions.add(action());
      }
      if (!postgres && isAny("partition", "remove")) {
        actions.add(otherAction(position()));
      }
    } while (accept(","));
    if (!atEnd()) {
      suspect();
    }
    return new Definition.AlterTable(at, name, ifExists, actions);
  }

  /** MySQL's ADD (a INT, b INT). */
  private void addColumns(List<Action> actions) throws Unread {
    int at = position();
    accept("add");
    accept("column");
    expect("(");
    do {
      Constraint constraint = tableConstraint();
      actions.add(
          constraint == null
              ? new Action.AddColumn(at, columnDefinition(), false, false)
              : new Action.Add(at, constraint));
    } while (accept(","));
    expect(")");
  }

  private Action action() throws Unread {
    int at = position();
    if (accept("add")) {
      return add(at);
    }
    if (accept("drop")) {
      return drop(at);
    }
    if (accept("rename")) {
      return rename(at);
    }
    if (is("alter") && !peek(1).is("index") && !peek(1).is("constraint") && !peek(1).is("check")) {
      take();
      return alterColumn(at);
    }
    if (is("modify") || is("change")) {
      boolean change = take().is("change");
      mysqlOnly(
          at,
          change ? "CHANGE COLUMN" : "MODIFY COLUMN",
          "Write ALTER COLUMN … TYPE …, SET NOT NULL, SET DEFAULT or RENAME COLUMN.");
      accept("column");
      ifExists();
      Name old = name();
      ColumnDefinition to;
      if (change) {
        to = columnDefinition();
      } else {
        moveTo(position() - 1);
        to = columnDefinition();
      }
      return new Action.Modify(at, old, to, placed());
    }
    if (accept("validate", "constraint")) {
      postgresOnly(at, "VALIDATE CONSTRAINT", "MySQL checks the rows at once.");
      return new Action.Validate(at, name());
    }
    if (accept("set", "schema")) {
      postgresOnly(at, "SET SCHEMA", "Write RENAME TABLE … TO other.….");
      return new Action.SetSchema(at, name());
    }
    return otherAction(at);
  }

  private Action otherAction(int at) throws Unread {
    StringBuilder what = new StringBuilder();
    Set<String> words = new HashSet<>();
    String head = peek().key();
    int start = position();
    while (!atEnd() && !is(",")) {
      if (is("(")) {
        skipParentheses();
        continue;
      }
      Token token = take();
      if (!token.key().isEmpty()) {
        words.add(token.key());
      } else {
        words.add(token.text().toLowerCase(Locale.ROOT));
      }
      if (what.length() < 60 && position() - start <= 3 && token.kind() == Kind.WORD) {
        what.append(what.isEmpty() ? "" : " ").append(token.key());
      }
    }
    if (head.equals("owner")) {
      postgresOnly(at, "OWNER TO", "MySQL tables have no owner; leave it out.");
    }
    if (head.equals("engine") || head.equals("convert") || head.equals("auto_increment")) {
      mysqlOnly(
          at,
          "ALTER TABLE … " + head.toUpperCase(Locale.ROOT),
          "PostgreSQL has no such clause; leave it out.");
    }
    // What these clauses may hold is for the other grammar to say.
    incomplete();
    return new Action.Other(at, what.toString(), words);
  }

  private boolean placed() throws Unread {
    int at = position();
    if (accept("first")) {
      mysqlOnly(at, "FIRST", "PostgreSQL adds columns at the end; leave it out.");
      return true;
    }
    if (accept("after")) {
      mysqlOnly(at, "AFTER", "PostgreSQL adds columns at the end; leave it out.");
      name();
      return true;
    }
    return false;
  }

  private Action add(int at) throws Unread {
    if (is("partition")) {
      return otherAction(at);
    }
    boolean column = accept("column");
    if (!column) {
      Constraint constraint = tableConstraint();
      if (constraint != null) {
        return new Action.Add(at, constraint);
      }
    }
    int here = position();
    boolean ifNotExists = ifNotExists();
    if (ifNotExists) {
      notMySql(here, "ADD COLUMN IF NOT EXISTS");
    }
    ColumnDefinition definition = columnDefinition();
    return new Action.AddColumn(at, definition, ifNotExists, placed());
  }

  private Action drop(int at) throws Unread {
    if (accept("primary", "key")) {
      mysqlOnly(at, "DROP PRIMARY KEY", "Write DROP CONSTRAINT with the key's name.");
      return new Action.DropPart(at, "primary key", null, false, false);
    }
    if (is("foreign") && peek(1).is("key")) {
      take();
      take();
      mysqlOnly(at, "DROP FOREIGN KEY", "Write DROP CONSTRAINT.");
      boolean ifExists = ifExists();
      return new Action.DropPart(at, "foreign key", name(), ifExists, false);
    }
    if (isAny("index", "key") && peek(1).isName() && !(postgres && isAny("key"))) {
      take();
      mysqlOnly(at, "DROP INDEX in ALTER TABLE", "Write DROP INDEX as a statement of its own.");
      boolean ifExists = ifExists();
      return new Action.DropPart(at, "index", name(), ifExists, false);
    }
    if (is("partition")) {
      return otherAction(at);
    }
    if (accept("constraint") || !postgres && accept("check")) {
      boolean ifExists = ifExists();
      Name name = name();
      boolean cascade = accept("cascade");
      accept("restrict");
      return new Action.DropPart(at, "constraint", name, ifExists, cascade);
    }
    accept("column");
    int here = position();
    boolean ifExists = ifExists();
    if (ifExists) {
      notMySql(here, "DROP COLUMN IF EXISTS");
    }
    Name name = name();
    boolean cascade = accept("cascade");
    accept("restrict");
    return new Action.DropColumn(at, name, ifExists, cascade);
  }

  private Action rename(int at) throws Unread {
    if (isAny("index", "key") && peek(1).isName() && !peek(1).is("to")) {
      mysqlOnly(at, "RENAME INDEX", "Write ALTER INDEX … RENAME TO ….");
      take();
      Name from = name();
      expect("to");
      return new Action.RenameOther(at, "index", from, name());
    }
    if (accept("constraint")) {
      Name from = name();
      expect("to");
      return new Action.RenameOther(at, "constraint", from, name());
    }
    if (accept("to") || !postgres && (accept("as") || accept("="))) {
      return new Action.RenameTable(at, qualifiedName());
    }
    boolean column = accept("column");
    Name from = name();
    if (!column && !is("to")) {
      if (!postgres) {
        // RENAME [TO] new_name
        moveTo(from.at());
        return new Action.RenameTable(at, qualifiedName());
      }
      throw new Unread();
    }
    if (!column) {
      postgresOnly(at, "RENAME without COLUMN", "Write RENAME COLUMN … TO ….");
    }
    expect("to");
    return new Action.RenameColumn(at, from, name());
  }

  private Action alterColumn(int at) throws Unread {
    accept("column");
    ifExists();
    Name column = name();
    int here = position();
    if (accept("type") || accept("set", "data", "type")) {
      postgresOnly(here, "ALTER COLUMN … TYPE", "Write MODIFY COLUMN with the whole definition.");
      Type type = type();
      if (accept("collate")) {
        qualifiedName();
      }
      boolean using = accept("using");
      if (using) {
        int from = position();
        while (!atEnd() && !is(",")) {
          if (is("(")) {
            skipParentheses();
          } else {
            take();
          }
        }
        expression(ExpressionUse.CONVERSION, from, position(), column);
      }
      return new Action.SetType(at, column, type, using);
    }
    if (accept("set", "not", "null")) {
      postgresOnly(here, "SET NOT NULL", "Write MODIFY COLUMN with the whole definition.");
      return new Action.SetNotNull(at, column);
    }
    if (accept("drop", "not", "null")) {
      postgresOnly(here, "DROP NOT NULL", "Write MODIFY COLUMN with the whole definition.");
      return new Action.AlterColumn(at, column, "drop not null");
    }
    if (accept("set", "default")) {
      int from = position();
      skipItem();
      expression(ExpressionUse.DEFAULT, from, position(), column);
      return new Action.AlterColumn(at, column, "set default");
    }
    if (accept("drop", "default")) {
      return new Action.AlterColumn(at, column, "drop default");
    }
    String what = peek().key();
    otherAction(at);
    return new Action.AlterColumn(at, column, what);
  }

  // ---------------------------------------------------------------- CREATE INDEX

  final Definition createIndex(boolean unique, String kind) throws Unread {
    int here = position();
    boolean concurrently = accept("concurrently");
    if (concurrently) {
      postgresOnly(here, "CONCURRENTLY", "MySQL builds indexes while writes go on; leave it out.");
    }
    here = position();
    boolean ifNotExists = ifNotExists();
    if (ifNotExists) {
      notMySql(here, "CREATE INDEX IF NOT EXISTS");
    }
    Name name = is("on") ? null : name();
    if (!postgres && acceptAny("using", "type")) {
      name();
    }
    expect("on");
    accept("only");
    int at = position();
    List<Name> table = qualifiedName();
    String method = kind.isEmpty() ? "btree" : kind;
    here = position();
    if (accept("using")) {
      method = name().text().toLowerCase(Locale.ROOT);
      postgresOnly(here, "USING before the columns", "Write USING behind the columns.");
    }
    Parts parts = keyParts();
    boolean partial = false;
    while (!atEnd()) {
      here = position();
      if (accept("where")) {
        postgresOnly(here, "a partial index", "MySQL indexes all rows; leave WHERE out.");
        partial = true;
        int from = position();
        while (!atEnd()) {
          take();
        }
        expression(ExpressionUse.INDEX_PREDICATE, from, position(), null);
      } else if (accept("include")) {
        postgresOnly(here, "INCLUDE", "Add the columns to the key, or leave them out.");
        skipParentheses();
      } else if (is("(")) {
        skipParentheses();
      } else {
        if (!isAny(
            "using",
            "comment",
            "with",
            "tablespace",
            "nulls",
            "not",
            "distinct",
            "algorithm",
            "lock",
            "=",
            "visible",
            "invisible",
            "key_block_size",
            "parser",
            "default",
            "inplace",
            "copy",
            "none",
            "shared",
            "exclusive",
            "btree",
            "hash")) {
          incomplete();
        }
        take();
      }
    }
    return new Definition.CreateIndex(
        at,
        name,
        table,
        unique,
        concurrently,
        ifNotExists,
        method,
        parts.columns(),
        !parts.complete(),
        partial);
  }
}
