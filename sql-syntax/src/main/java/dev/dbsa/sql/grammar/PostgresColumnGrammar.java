package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Action;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Match;
import dev.dbsa.sql.tree.TableConstraint.Timing;
import dev.dbsa.sql.tree.TableStatement.Bound;
import dev.dbsa.sql.tree.TableStatement.PartitionBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns, constraints, parts of keys and bounds of partitions as PostgreSQL writes them. */
abstract class PostgresColumnGrammar extends PostgresSessionGrammar {
  private static final Set<String> CHECK_ATTRIBUTES = Set.of("valid", "inherit", "enforced");
  private static final Set<String> NOT_NULL_ATTRIBUTES = Set.of("valid", "inherit");
  private static final Set<String> KEY_ATTRIBUTES = Set.of("deferrable", "deferred");
  private static final Set<String> FOREIGN_KEY_ATTRIBUTES =
      Set.of("deferrable", "deferred", "valid", "enforced");

  /** What ALTER CONSTRAINT may say. */
  static final Set<String> ALTERED_ATTRIBUTES =
      Set.of("deferrable", "deferred", "enforced", "inherit");

  PostgresColumnGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- columns

  /** gram.y: columnDef. */
  final ColumnDefinition columnDefinition() throws SyntaxException {
    int at = position();
    Name name = columnName();
    DataType type = dataType();
    List<Part> parts = new ArrayList<>();
    if (is("storage")) {
      since(160000, "STORAGE of a new column");
      parts.add(setting());
    }
    if (is("compression")) {
      since(140000, "COMPRESSION");
      parts.add(setting());
    }
    int optionsAt = position();
    genericOptions().forEach(option -> parts.add(new Part.Setting(optionsAt, option)));
    qualifiers(parts);
    return new ColumnDefinition(at, name, type, parts);
  }

  /** STORAGE and COMPRESSION with their value. */
  final Part.Setting setting() throws SyntaxException {
    int at = position();
    String name = take().key();
    int from = position();
    if (!accept("default")) {
      columnName();
    }
    return new Part.Setting(at, optionSince(at, name, from));
  }

  /** gram.y: columnOptions, of a typed table or a partition. */
  final ColumnDefinition typedColumn() throws SyntaxException {
    int at = position();
    Name name = columnName();
    if (accept("with")) {
      expect("options");
    }
    List<Part> parts = new ArrayList<>();
    qualifiers(parts);
    return new ColumnDefinition(at, name, null, parts);
  }

  /** gram.y: ColQualList. */
  final void qualifiers(List<Part> parts) throws SyntaxException {
    boolean collated = false;
    while (true) {
      int at = position();
      switch (peek().key()) {
        case "collate" -> {
          if (collated) {
            throw failAt(at, "COLLATE cannot stand twice in one column");
          }
          collated = true;
          take();
          parts.add(new Part.Collate(at, qualifiedName()));
        }
        case "constraint" -> {
          take();
          Name name = columnName();
          if (!columnConstraint(at, name, parts)) {
            throw fail(
                "NOT NULL, NULL, CHECK, DEFAULT, GENERATED, UNIQUE, PRIMARY KEY, REFERENCES");
          }
        }
        default -> {
          if (!columnConstraint(at, null, parts) && !strayAttribute(at, parts)) {
            return;
          }
        }
      }
    }
  }

  /** gram.y: ColConstraintElem with the attributes behind it; whether one stands there. */
  private boolean columnConstraint(int at, @Nullable Name name, List<Part> parts)
      throws SyntaxException {
    switch (peek().key()) {
      case "not" -> {
        if (!peek(1).is("null")) {
          return false;
        }
        take();
        take();
        boolean noInherit = false;
        if (is("no", "inherit")) {
          since(180000, "NO INHERIT behind NOT NULL");
          take();
          take();
          noInherit = true;
        }
        parts.add(new Part.NotNull(at, name, attributes(noInherit)));
      }
      case "null" -> {
        take();
        parts.add(new Part.Null(at));
      }
      case "default" -> {
        take();
        parts.add(new Part.Default(at, restricted()));
      }
      case "generated" -> parts.add(generated(at));
      case "unique" -> {
        take();
        boolean notDistinct = nullTreatment();
        parts.add(new Part.Constraint(at, key(at, name, false, notDistinct)));
      }
      case "primary" -> {
        take();
        expect("key");
        parts.add(new Part.Constraint(at, key(at, name, true, false)));
      }
      case "check" -> {
        take();
        Expr condition = condition();
        boolean noInherit = accept("no", "inherit");
        parts.add(
            new Part.Constraint(
                at, new TableConstraint.Check(at, name, condition, attributes(noInherit))));
      }
      case "references" ->
          parts.add(new Part.Constraint(at, references(at, name, List.of(), false)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private Expr condition() throws SyntaxException {
    expect("(");
    Expr condition = expression();
    expect(")");
    return condition;
  }

  private TableConstraint key(int at, @Nullable Name name, boolean primary, boolean notDistinct)
      throws SyntaxException {
    List<Option> options = new ArrayList<>();
    indexOptions(options);
    return new TableConstraint.Key(
        at,
        name,
        primary,
        null,
        List.of(),
        List.of(),
        notDistinct,
        "",
        null,
        options,
        attributes(false));
  }

  /** gram.y: opt_definition OptConsTableSpace. */
  private void indexOptions(List<Option> into) throws SyntaxException {
    if (is("with", "(")) {
      take();
      into.addAll(definition());
    }
    int at = position();
    if (accept("using", "index", "tablespace")) {
      int value = position();
      columnName();
      into.add(optionSince(at, "tablespace", value));
    }
  }

  /** gram.y: opt_unique_null_treatment; whether it is NULLS NOT DISTINCT. */
  final boolean nullTreatment() throws SyntaxException {
    if (!is("nulls")) {
      return false;
    }
    since(150000, "NULLS [NOT] DISTINCT");
    take();
    boolean not = accept("not");
    expect("distinct");
    return not;
  }

  private Part generated(int at) throws SyntaxException {
    take();
    boolean always = generatedWhen();
    expect("as");
    if (accept("identity")) {
      return new Part.Identity(at, always, sequenceOptionsInParentheses());
    }
    if (!is("(")) {
      throw fail("IDENTITY, (");
    }
    int valueAt = position();
    Expr value = condition();
    Boolean stored = null;
    if (is("virtual")) {
      since(180000, "VIRTUAL");
      take();
      stored = false;
    } else if (accept("stored")) {
      stored = true;
    } else if (!knows(180000)) {
      throw fail("STORED");
    }
    if (!always) {
      throw failAt(valueAt, "A generated column must be GENERATED ALWAYS");
    }
    return new Part.Generated(at, value, stored);
  }

  /** gram.y: generated_when; whether it is ALWAYS. */
  final boolean generatedWhen() throws SyntaxException {
    if (accept("always")) {
      return true;
    }
    if (!is("by")) {
      throw fail("ALWAYS, BY DEFAULT");
    }
    take();
    expect("default");
    return false;
  }

  /** gram.y: OptParenthesizedSeqOptList. */
  final List<Option> sequenceOptionsInParentheses() throws SyntaxException {
    if (!accept("(")) {
      return List.of();
    }
    List<Option> options = sequenceOptions();
    if (options.isEmpty()) {
      throw fail("an option of a sequence");
    }
    expect(")");
    return options;
  }

  /** gram.y: ConstraintAttr, as often as they stand there; whether they fit is told later. */
  private Timing attributes(boolean noInherit) throws SyntaxException {
    boolean deferrable = false;
    boolean notDeferrable = false;
    boolean deferred = false;
    boolean notEnforced = false;
    boolean enforced = false;
    int deferrability = 0;
    int places = 0;
    int enforcement = 0;
    while (beginsAttribute()) {
      boolean negated = accept("not");
      if (!negated && accept("initially")) {
        places++;
        deferred |= is("deferred");
        expectAny("deferred", "immediate");
      } else if (is("enforced")) {
        enforcement++;
        notEnforced |= negated;
        enforced |= !negated;
        take();
      } else {
        deferrability++;
        notDeferrable |= negated;
        deferrable |= !negated;
        take();
      }
    }
    boolean contradictory =
        deferrability > 1 || places > 1 || enforcement > 1 || deferred && notDeferrable;
    return new Timing(
        deferrable,
        notDeferrable,
        deferred,
        false,
        notEnforced,
        noInherit,
        enforced,
        contradictory);
  }

  private boolean beginsAttribute() {
    return switch (peek().key()) {
      case "deferrable", "initially" -> true;
      case "enforced" -> knows(180000);
      case "not" -> peek(1).is("deferrable") || peek(1).is("enforced") && knows(180000);
      default -> false;
    };
  }

  /** An attribute that stands behind no constraint: in the grammar, but refused afterwards. */
  private boolean strayAttribute(int at, List<Part> parts) throws SyntaxException {
    if (!beginsAttribute()) {
      return false;
    }
    if (!accept("not") && accept("initially")) {
      expectAny("deferred", "immediate");
    } else {
      take();
    }
    parts.add(new Part.Setting(at, new Option(at, written(at), List.of(), List.of())));
    return true;
  }

  // ---------------------------------------------------------------- constraints of tables

  /** Whether a table's constraint rather than a column begins at the cursor. */
  final boolean beginsConstraint() {
    return switch (peek().key()) {
      case "constraint", "check", "unique", "primary", "foreign", "not" -> true;
      case "exclude" -> peek(1).is("using") || peek(1).is("(");
      default -> false;
    };
  }

  /** gram.y: TableConstraint, and DomainConstraint where {@code domain} is set. */
  final TableConstraint tableConstraint() throws SyntaxException {
    int at = position();
    Name name = accept("constraint") ? columnName() : null;
    switch (peek().key()) {
      case "check" -> {
        take();
        return new TableConstraint.Check(
            at, name, condition(), constraintAttributes(CHECK_ATTRIBUTES));
      }
      case "not" -> {
        since(180000, "NOT NULL as a constraint of a table");
        take();
        expect("null");
        return new TableConstraint.NotNull(
            at, name, columnName(), constraintAttributes(NOT_NULL_ATTRIBUTES));
      }
      case "unique" -> {
        take();
        return tableKey(at, name, false);
      }
      case "primary" -> {
        take();
        expect("key");
        return tableKey(at, name, true);
      }
      case "exclude" -> {
        return exclusion(at, name);
      }
      case "foreign" -> {
        take();
        expect("key");
        expect("(");
        List<Name> columns = new ArrayList<>();
        boolean period = keyColumns(columns, "period");
        if (!is("references")) {
          throw fail("references");
        }
        return references(at, name, columns, period);
      }
      default -> throw fail("CHECK, UNIQUE, PRIMARY KEY, FOREIGN KEY, EXCLUDE, NOT NULL");
    }
  }

  private TableConstraint tableKey(int at, @Nullable Name name, boolean primary)
      throws SyntaxException {
    if (accept("using", "index")) {
      Name index = columnName();
      return new TableConstraint.Key(
          at,
          name,
          primary,
          null,
          List.of(),
          List.of(),
          false,
          "",
          index,
          List.of(),
          constraintAttributes(KEY_ATTRIBUTES));
    }
    boolean notDistinct = !primary && nullTreatment();
    expect("(");
    List<Name> columns = new ArrayList<>();
    boolean overlaps = keyColumns(columns, "overlaps");
    List<KeyPart> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Name column = columns.get(i);
      boolean without = overlaps && i == columns.size() - 1;
      parts.add(
          new KeyPart(
              column.at(),
              column,
              null,
              null,
              false,
              KeyPart.Nulls.UNSAID,
              List.of(),
              List.of(),
              List.of(),
              without));
    }
    List<Name> including = accept("include") ? namesInParentheses() : List.of();
    List<Option> options = new ArrayList<>();
    indexOptions(options);
    return new TableConstraint.Key(
        at,
        name,
        primary,
        null,
        parts,
        including,
        notDistinct,
        "",
        null,
        options,
        constraintAttributes(KEY_ATTRIBUTES));
  }

  /**
   * Columns to the closing parenthesis; whether the last one is a period, that stands behind PERIOD
   * or before WITHOUT OVERLAPS.
   */
  private boolean keyColumns(List<Name> into, String mark) throws SyntaxException {
    boolean period = false;
    into.add(columnName());
    while (!period && accept(",")) {
      if (mark.equals("period") && is("period") && isColumnName(peek(1))) {
        since(180000, "PERIOD");
        take();
        period = true;
      }
      into.add(columnName());
    }
    if (mark.equals("overlaps") && is("without")) {
      since(180000, "WITHOUT OVERLAPS");
      take();
      expect("overlaps");
      period = true;
    }
    expect(")");
    return period;
  }

  private TableConstraint exclusion(int at, @Nullable Name name) throws SyntaxException {
    take();
    String method = accept("using") ? columnName().text() : "";
    expect("(");
    List<TableConstraint.Exclusion> parts = new ArrayList<>();
    do {
      KeyPart part = keyPart();
      expect("with");
      int from = position();
      if (is("operator", "(")) {
        take();
        take();
        operatorName();
        expect(")");
      } else {
        operatorName();
      }
      parts.add(new TableConstraint.Exclusion(part, written(from)));
    } while (accept(","));
    expect(")");
    List<Name> including = accept("include") ? namesInParentheses() : List.of();
    List<Option> options = new ArrayList<>();
    indexOptions(options);
    Expr where = accept("where") ? condition() : null;
    return new TableConstraint.Exclude(
        at, name, method, parts, including, options, where, constraintAttributes(KEY_ATTRIBUTES));
  }

  /** REFERENCES and what follows; of a column where it is not given the table's own columns. */
  private TableConstraint references(
      int at, @Nullable Name name, List<Name> columns, boolean period) throws SyntaxException {
    expect("references");
    List<Name> target = relationName();
    List<Name> targetColumns = new ArrayList<>();
    boolean targetPeriod = false;
    if (accept("(")) {
      targetPeriod = keyColumns(targetColumns, columns.isEmpty() ? "" : "period");
    }
    Match match = Match.UNSAID;
    if (accept("match")) {
      match =
          switch (peek().key()) {
            case "full" -> Match.FULL;
            case "partial" -> throw failAt(position(), "MATCH PARTIAL is not implemented");
            case "simple" -> Match.SIMPLE;
            default -> throw fail("FULL, PARTIAL, SIMPLE");
          };
      take();
    }
    Action onDelete = Action.UNSAID;
    Action onUpdate = Action.UNSAID;
    List<Name> onDeleteColumns = new ArrayList<>();
    while (accept("on")) {
      if (onDelete == Action.UNSAID && accept("delete")) {
        onDelete = keyAction(onDeleteColumns);
      } else if (onUpdate == Action.UNSAID && accept("update")) {
        List<Name> columnsOfUpdate = new ArrayList<>();
        onUpdate = keyAction(columnsOfUpdate);
        if (!columnsOfUpdate.isEmpty()) {
          throw failAt(columnsOfUpdate.getFirst().at(), "Only ON DELETE takes a list of columns");
        }
      } else {
        throw fail(onDelete == Action.UNSAID ? "DELETE" : "UPDATE");
      }
    }
    Timing timing =
        columns.isEmpty() ? attributes(false) : constraintAttributes(FOREIGN_KEY_ATTRIBUTES);
    return new TableConstraint.ForeignKey(
        at,
        name,
        null,
        columns,
        target,
        targetColumns,
        match,
        onDelete,
        onDeleteColumns,
        onUpdate,
        period,
        targetPeriod,
        timing);
  }

  private Action keyAction(List<Name> columns) throws SyntaxException {
    if (accept("no")) {
      expect("action");
      return Action.NO_ACTION;
    }
    if (accept("restrict")) {
      return Action.RESTRICT;
    }
    if (accept("cascade")) {
      return Action.CASCADE;
    }
    if (!is("set")) {
      throw fail("NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT");
    }
    take();
    Action action = is("null") ? Action.SET_NULL : Action.SET_DEFAULT;
    expectAny("null", "default");
    if (is("(")) {
      since(150000, "A list of columns behind SET NULL and SET DEFAULT");
      columns.addAll(namesInParentheses());
    }
    return action;
  }

  /** gram.y: ConstraintAttributeSpec with the conflicts that it tells itself. */
  final Timing constraintAttributes(Set<String> allowed) throws SyntaxException {
    boolean deferrable = false;
    boolean notDeferrable = false;
    boolean deferred = false;
    boolean immediate = false;
    boolean notValid = false;
    boolean noInherit = false;
    boolean enforced = false;
    boolean notEnforced = false;
    while (true) {
      int at = position();
      if (accept("deferrable")) {
        deferrable = true;
      } else if (accept("not", "deferrable")) {
        notDeferrable = true;
      } else if (accept("not", "valid")) {
        notValid = true;
      } else if (is("not", "enforced")) {
        since(180000, "NOT ENFORCED");
        take();
        take();
        notEnforced = true;
      } else if (is("enforced")) {
        since(180000, "ENFORCED");
        take();
        enforced = true;
      } else if (accept("no", "inherit")) {
        noInherit = true;
      } else if (accept("initially")) {
        deferred |= is("deferred");
        immediate |= is("immediate");
        expectAny("deferred", "immediate");
      } else {
        break;
      }
      String word = tokenAt(at).is("not") || tokenAt(at).is("no") ? tokenAt(at + 1).key() : "";
      String attribute =
          switch (tokenAt(at).key()) {
            case "deferrable", "enforced" -> tokenAt(at).key();
            case "initially" -> tokenAt(at + 1).key();
            default -> word;
          };
      boolean always =
          attribute.equals("immediate") || tokenAt(at).is("not") && word.equals("deferrable");
      boolean old = attribute.equals("inherit") && allowed == ALTERED_ATTRIBUTES && !knows(180000);
      if (!always && !allowed.contains(attribute) || old) {
        throw failAt(
            at, "A constraint of this kind cannot be " + written(at).toUpperCase(Locale.ROOT));
      }
      if (notDeferrable && deferred) {
        throw failAt(at, "A constraint that is INITIALLY DEFERRED must be DEFERRABLE");
      }
      if (deferrable && notDeferrable || deferred && immediate || enforced && notEnforced) {
        throw failAt(at, "The constraint's properties contradict each other");
      }
    }
    return new Timing(
        deferrable, notDeferrable, deferred, notValid, notEnforced, noInherit, enforced, false);
  }

  // ---------------------------------------------------------------- parts of keys

  /** gram.y: index_elem. */
  final KeyPart keyPart() throws SyntaxException {
    int at = position();
    Name column = null;
    Expr expr = null;
    if (is("(")) {
      expr = condition();
    } else if (isFunctionAhead()) {
      expr = windowlessFunction();
    } else {
      column = columnName();
    }
    List<Name> collation = accept("collate") ? qualifiedName() : List.of();
    List<Name> operatorClass = List.of();
    List<Option> options = List.of();
    if (isColumnName(peek()) && !beginsNullsOrder()) {
      operatorClass = qualifiedName();
      if (is("(")) {
        since(130000, "Parameters of an operator class");
        options = storageParameters();
      }
    }
    boolean descending = accept("desc");
    if (!descending) {
      accept("asc");
    }
    KeyPart.Nulls nulls = KeyPart.Nulls.UNSAID;
    if (beginsNullsOrder()) {
      take();
      nulls = take().is("first") ? KeyPart.Nulls.FIRST : KeyPart.Nulls.LAST;
    }
    return new KeyPart(
        at, column, expr, null, descending, nulls, collation, operatorClass, options, false);
  }

  private boolean beginsNullsOrder() {
    return is("nulls") && (peek(1).is("first") || peek(1).is("last"));
  }

  // ---------------------------------------------------------------- partitions

  /** gram.y: OptPartitionSpec; {@code null} where it does not stand there. */
  final @Nullable PartitionBy partitionBy() throws SyntaxException {
    int at = position();
    if (!accept("partition")) {
      return null;
    }
    expect("by");
    PartitionBy.Strategy strategy =
        switch (columnName().text()) {
          case "range" -> PartitionBy.Strategy.RANGE;
          case "list" -> PartitionBy.Strategy.LIST;
          case "hash" -> PartitionBy.Strategy.HASH;
          default -> PartitionBy.Strategy.UNKNOWN;
        };
    if (strategy == PartitionBy.Strategy.UNKNOWN && knows(160000)) {
      throw failAt(position() - 1, "Partitions are by RANGE, LIST or HASH");
    }
    expect("(");
    List<KeyPart> parts = new ArrayList<>();
    do {
      parts.add(partitionKey());
    } while (accept(","));
    expect(")");
    return new PartitionBy(at, strategy, false, parts, List.of(), null, null, null, List.of());
  }

  /** gram.y: part_elem. */
  private KeyPart partitionKey() throws SyntaxException {
    int at = position();
    Name column = null;
    Expr expr = null;
    if (is("(")) {
      expr = condition();
    } else if (isFunctionAhead()) {
      expr = windowlessFunction();
    } else {
      column = columnName();
    }
    List<Name> collation = accept("collate") ? qualifiedName() : List.of();
    List<Name> operatorClass = isColumnName(peek()) ? qualifiedName() : List.of();
    return new KeyPart(
        at,
        column,
        expr,
        null,
        false,
        KeyPart.Nulls.UNSAID,
        collation,
        operatorClass,
        List.of(),
        false);
  }

  /** gram.y: PartitionBoundSpec. */
  final Bound partitionBound() throws SyntaxException {
    int at = position();
    if (accept("default")) {
      return new Bound(at, Bound.Kind.DEFAULT, List.of(), List.of());
    }
    if (!is("for")) {
      throw fail("FOR VALUES, DEFAULT");
    }
    take();
    expect("values");
    if (accept("in")) {
      return new Bound(at, Bound.Kind.IN, expressionsInParentheses(), List.of());
    }
    if (accept("from")) {
      List<Expr> from = expressionsInParentheses();
      expect("to");
      return new Bound(at, Bound.Kind.RANGE, from, expressionsInParentheses());
    }
    if (!is("with")) {
      throw fail("IN, FROM, WITH");
    }
    take();
    return hashBound(at);
  }

  private List<Expr> expressionsInParentheses() throws SyntaxException {
    expect("(");
    List<Expr> list = expressions();
    expect(")");
    return list;
  }

  private Bound hashBound(int at) throws SyntaxException {
    expect("(");
    Expr modulus = null;
    Expr remainder = null;
    do {
      boolean isModulus = word().text().equals("modulus");
      if (!isModulus && !tokenAt(position() - 1).text().equalsIgnoreCase("remainder")) {
        throw failAt(position() - 1, "The bound of a hash partition has MODULUS and REMAINDER");
      }
      if ((isModulus ? modulus : remainder) != null) {
        throw failAt(position() - 1, "MODULUS and REMAINDER stand once each");
      }
      Token number = peek();
      int numberAt = position();
      integer();
      Expr value = new Expr.Literal(numberAt, Expr.Literal.Kind.INTEGER, number.text());
      if (isModulus) {
        modulus = value;
      } else {
        remainder = value;
      }
    } while (accept(","));
    if (modulus == null || remainder == null) {
      throw fail(modulus == null ? "MODULUS" : "REMAINDER");
    }
    expect(")");
    return new Bound(at, Bound.Kind.HASH, List.of(modulus, remainder), List.of());
  }
}
