package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns as MySQL defines them (sql_table.cc, field.cc). */
final class MySqlColumns {
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");

  private MySqlColumns() {}

  /**
   * The column; its expressions are bound later.
   *
   * @param tableCollation that of the table; {@code null} for the database's
   */
  static Column make(ColumnDefinition definition, @Nullable String tableCollation, Step step) {
    Name name = definition.name();
    MySqlCharacterSets.check(definition, step);
    String collation = MySqlCharacterSets.collation(definition, tableCollation, step);
    String type =
        definition.type() == null
            ? Table.UNKNOWN_TYPE
            : MySqlTypes.printed(definition.type(), name, collation, step);
    String base = MySqlTypes.base(type);
    boolean characters = MySqlTypes.isCharacter(base) || base.equals("enum") || base.equals("set");
    boolean serial = definition.type() != null && definition.type().type().name().equals("serial");
    boolean counts = serial || definition.has(Part.AutoIncrement.class);
    boolean primary = isPrimary(definition);
    boolean notNull = serial || primary || definition.has(Part.NotNull.class);
    if (primary && definition.has(Part.Null.class) && !step.isMariaDb()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "All parts of a primary key are NOT NULL, which the column " + name + " denies",
          null);
    }
    if (counts && !type.isEmpty()) {
      autoIncrement(definition, base, step);
    }
    settings(definition, type, base, step);
    definition
        .find(Part.OnUpdate.class)
        .ifPresent(
            p -> {
              if (!type.isEmpty() && !MOMENTS.contains(base)) {
                step.refuse(
                    FindingRule.INVALID_COLUMN,
                    p.at(),
                    "ON UPDATE is for datetime and timestamp, which " + name + " is not",
                    null,
                    name.text());
              }
            });
    definition
        .find(Part.OnUpdate.class)
        .ifPresent(
            p -> {
              int wanted = Math.max(0, MySqlTypes.length(type));
              if (MOMENTS.contains(base)
                  && p.value() instanceof Expr.Call call
                  && !MySqlDefaultValues.precision(call).equals(String.valueOf(wanted))) {
                step.refuse(
                    FindingRule.INVALID_COLUMN,
                    p.at(),
                    "ON UPDATE of " + name + " has another precision than the column",
                    "Write ON UPDATE CURRENT_TIMESTAMP(" + wanted + ").",
                    name.text());
              }
            });
    ColumnGeneration generation =
        definition
            .find(Part.Generated.class)
            .map(
                g ->
                    Boolean.TRUE.equals(g.stored())
                        ? ColumnGeneration.STORED
                        : ColumnGeneration.VIRTUAL)
            .orElse(counts ? ColumnGeneration.AUTO_INCREMENT : ColumnGeneration.NONE);
    Column column =
        new Column(
            name.text(),
            1,
            type,
            !notNull,
            byDefault(definition, step),
            generation,
            definition.find(Part.Generated.class).map(g -> text(g.value())).orElse(null),
            characters ? collation : null,
            null);
    boolean hidden = definition.find(Part.Visibility.class).filter(v -> !v.visible()).isPresent();
    return hidden ? column.asInvisible() : column;
  }

  /** An expression by the columns that it names, quoted as the server prints them. */
  static String text(Expr expr) {
    StringBuilder text = new StringBuilder("…");
    TreeWalk.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column column) {
            text.append(" `").append(column.last().text()).append('`');
          }
        });
    return text.toString();
  }

  /** The same column with another collation. */
  static Column collated(Column c, @Nullable String collation) {
    return new Column(
        c.name(),
        c.position(),
        c.type(),
        c.nullable(),
        c.defaultExpression(),
        c.generation(),
        c.generationExpression(),
        collation,
        c.comment(),
        c.invisible(),
        c.characterSet(),
        c.notNullConstraint(),
        c.inherited());
  }

  /** How long comments may be, in characters. */
  static final int COLUMN_COMMENT = 1024;

  private static void settings(ColumnDefinition definition, String type, String base, Step step) {
    Name name = definition.name();
    for (Part part : definition.parts()) {
      switch (part) {
        case Part.Setting s when s.option().name().equals("srid") -> {
          if (!type.isEmpty() && !MySqlTypes.isSpatial(base)) {
            invalid(s.at(), "SRID is for geometries, which " + name + " is not", name, step);
          }
        }
        case Part.Setting s when s.option().name().equals("masking policy") ->
            policy(s.at(), s.option().value(), name, step);
        case Part.Comment c -> comment(c.at(), c.text(), COLUMN_COMMENT, name.text(), step);
        case Part.Default d -> {
          if (definition.has(Part.Generated.class)) {
            invalid(
                d.at(), "The column " + name + " is computed, so it has no default", name, step);
          }
        }
        default -> {}
      }
    }
  }

  /** The name of a policy, which is a routine's. */
  static void policy(int at, String policy, Name column, Step step) {
    if (policy.isBlank() || policy.endsWith(" ")) {
      invalid(at, "The name of a masking policy does not end with a blank", column, step);
    } else if (policy.codePointCount(0, policy.length()) > Identifiers.MYSQL_MAX_CHARACTERS) {
      step.remark(
          FindingRule.IDENTIFIER_TOO_LONG,
          Severity.ERROR,
          new Name(at, policy, false),
          "MySQL refuses names of more than " + Identifiers.MYSQL_MAX_CHARACTERS + " characters");
    } else {
      step.notShown("Whether there is a masking policy " + policy + ".");
    }
  }

  private static void invalid(int at, String message, Name name, Step step) {
    step.refuse(FindingRule.INVALID_COLUMN, at, message, null, name.text());
  }

  /** Refuses a comment that strict mode does not cut. */
  static void comment(int at, String text, int most, String object, Step step) {
    if (text.codePointCount(0, text.length()) > most && step.state().isStrict()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          "The comment on " + object + " is longer than " + most + " characters",
          null,
          object);
    }
  }

  private static boolean hasDefault(ColumnDefinition definition) {
    return definition
        .find(Part.Default.class)
        .filter(d -> !(d.value() instanceof Expr.Literal l && l.isNull()))
        .isPresent();
  }

  /** What is kept of a default: of an expression the columns that it names. */
  private static @Nullable String byDefault(ColumnDefinition definition, Step step) {
    if (!hasDefault(definition)) {
      return null;
    }
    return definition
        .find(Part.Default.class)
        .filter(d -> step.text().token(d.at() + 1).is("("))
        .map(d -> text(d.value()))
        .orElse(Table.UNKNOWN_DEFAULT);
  }

  static boolean isPrimary(ColumnDefinition definition) {
    return definition.parts().stream()
        .anyMatch(
            p ->
                p instanceof Part.Constraint c
                    && c.constraint() instanceof TableConstraint.Key key
                    && key.primary());
  }

  private static void autoIncrement(ColumnDefinition definition, String base, Step step) {
    Name name = definition.name();
    // MySQL 8.4 took it from numbers with fractions.
    boolean fractions = step.isMariaDb() || step.server().version() < 80400;
    boolean number =
        MySqlTypes.isInteger(base) || fractions && (base.equals("float") || base.equals("double"));
    if (!number) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "AUTO_INCREMENT is for integers, which " + name + " is not",
          null);
    } else if (hasDefault(definition)) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          name,
          "The AUTO_INCREMENT column " + name + " cannot have a default",
          null);
    }
  }

  /** There is but one AUTO_INCREMENT column, and it leads a key. */
  static void counting(int at, TableDraft draft, Step step) {
    if (draft.isOpen()) {
      return;
    }
    boolean innoDb = MySqlTables.isInnoDb(draft.storage());
    List<String> found = new ArrayList<>();
    for (Column column : draft.columns) {
      if (column.generation() == ColumnGeneration.AUTO_INCREMENT) {
        found.add(column.name());
      }
    }
    if (found.isEmpty()) {
      return;
    }
    boolean keyed = false;
    for (Index index : draft.indexes) {
      for (int i = 0; i < index.parts().size(); i++) {
        String column = index.parts().get(i).column();
        keyed |= (i == 0 || !innoDb) && column != null && step.same(column, found.getFirst());
      }
    }
    if (found.size() > 1 || !keyed) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          at,
          found.size() > 1
              ? "A table has one AUTO_INCREMENT column alone, not " + String.join(" and ", found)
              : "The AUTO_INCREMENT column " + found.getFirst() + " must lead a key",
          found.size() > 1 ? null : "Make it the primary key.",
          found.getLast());
    }
  }

  /** Binds what the column's expressions name, once the table is whole. */
  static void expressions(ColumnDefinition definition, Table table, Step step) {
    defaults(definition, step);
    for (Part part : definition.parts()) {
      switch (part) {
        case Part.Default p -> {
          if (step.text().token(p.at() + 1).is("(")) {
            single(p.value(), definition.name(), step);
            defaulted(p.value(), step);
            step.expression(ExpressionUse.DEFAULT, p.value(), table, definition.name());
          } else {
            MySqlDefaultValues.check(p.value(), definition, table, step);
          }
        }
        case Part.Generated p -> {
          single(p.value(), definition.name(), step);
          step.expression(ExpressionUse.GENERATED, p.value(), table, definition.name());
        }
        case Part.Constraint p -> {
          if (p.constraint() instanceof TableConstraint.Check check) {
            counted(check.condition(), table, step);
            step.expression(ExpressionUse.CHECK, check.condition(), table, definition.name());
          }
        }
        default -> {}
      }
    }
  }

  private static void single(Expr value, Name column, Step step) {
    if (value instanceof Expr.Row row) {
      step.refuse(
          FindingRule.DEFINITION_EXPRESSION,
          row.at(),
          "The column " + column + " has one value, not a row of them",
          null,
          column.text());
    }
  }

  /** A column has defaults of one kind: constants, of which the last counts, or expressions. */
  private static void defaults(ColumnDefinition definition, Step step) {
    boolean constant = false;
    boolean computed = false;
    for (Part part : definition.parts()) {
      if (part instanceof Part.Default d) {
        boolean expression = step.text().token(d.at() + 1).is("(");
        computed |= expression;
        constant |= !expression;
      }
    }
    if (constant && computed && !step.isMariaDb()) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          definition.name(),
          "The column " + definition.name() + " has two defaults, a constant and an expression",
          "Keep one of them.");
    }
  }

  private static final Set<String> NOT_IN_DEFAULTS =
      Set.of(
          "found_rows",
          "row_count",
          "last_insert_id",
          "version",
          "is_free_lock",
          "is_used_lock",
          "get_lock",
          "release_lock",
          "release_all_locks",
          "name_const",
          "values",
          "benchmark",
          "sleep",
          "load_file");

  /** What MySQL takes in no default: stored functions, and those that hang on the session. */
  static void defaulted(Expr value, Step step) {
    if (step.isMariaDb()) {
      return;
    }
    TreeWalk.walk(
        value,
        expr -> {
          if (expr instanceof Expr.Call call
              && (NOT_IN_DEFAULTS.contains(call.function())
                  || step.state().hasRoutine(call.function()))) {
            step.refuse(
                FindingRule.DEFINITION_EXPRESSION,
                call.at(),
                "The function " + call.function() + " cannot stand in a default",
                null,
                call.function());
          }
        });
  }

  /** MySQL checks a row before it counts the automatic column on. */
  static void counted(Expr check, Table table, Step step) {
    TreeWalk.walk(
        check,
        expr -> {
          if (expr instanceof Expr.Column column
              && table.relation().columns().stream()
                  .anyMatch(
                      c ->
                          c.generation() == ColumnGeneration.AUTO_INCREMENT
                              && step.same(c.name(), column.last().text()))) {
            step.refuse(
                FindingRule.DEFINITION_EXPRESSION,
                column.at(),
                "A check cannot refer to the AUTO_INCREMENT column " + column.last(),
                "Leave the check out: the server gives positive numbers.",
                column.last().text());
          }
        });
  }
}
