package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.MySqlValueFit;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks MySQL's defaults without parentheses, which are literals, or the current time of a column
 * that holds one; measured on MySQL 9.7 and MariaDB 11.4.
 */
final class MySqlDefaultValues {
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");

  private static final Pattern BITS = Pattern.compile("[bB]'([01]*)'|0b([01]+)");

  private final Expr value;
  private final Name column;
  private final Column of;
  private final String type;
  private final boolean nullable;
  private final Step step;
  private final String base;

  private MySqlDefaultValues(Expr value, Name column, Column of, boolean nullable, Step step) {
    this.value = value;
    this.column = column;
    this.of = of;
    this.type = of.type();
    this.nullable = nullable;
    this.step = step;
    this.base = MySqlTypes.base(of.type());
  }

  /** The default of a column that is defined, in the table as it is made. */
  static void check(Expr value, ColumnDefinition definition, Table table, Step step) {
    Column column = find(table, definition.name(), step);
    if (column != null && !column.type().isEmpty()) {
      boolean notNull = definition.has(Part.NotNull.class) || MySqlColumns.isPrimary(definition);
      new MySqlDefaultValues(value, definition.name(), column, !notNull, step).check();
    }
  }

  /** The default that an existing column is to have. */
  static void set(Expr value, Name name, Table table, Step step) {
    Column column = find(table, name, step);
    if (column == null || column.type().isEmpty()) {
      return;
    }
    if (computed(name, table, step)) {
      return;
    }
    if (column.generation() == ColumnGeneration.AUTO_INCREMENT) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          name,
          "The AUTO_INCREMENT column " + name + " cannot have a default",
          null);
    } else {
      new MySqlDefaultValues(value, name, column, column.nullable(), step).check();
    }
  }

  /** Whether the column is computed, so that it takes no default; a refusal where it is. */
  static boolean computed(Name name, Table table, Step step) {
    Column column = find(table, name, step);
    boolean computed = column != null && column.generation().isComputed() && !step.isMariaDb();
    if (computed) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          name,
          "The column " + name + " is computed, so it has no default",
          null);
    }
    return computed;
  }

  private static @Nullable Column find(Table table, Name name, Step step) {
    for (Column column : table.relation().columns()) {
      if (step.same(column.name(), name.text())) {
        return column;
      }
    }
    return null;
  }

  private void check() {
    boolean literals =
        !step.isMariaDb()
            && (MySqlTypes.isText(base)
                || MySqlTypes.isBlob(base)
                || MySqlTypes.isSpatial(base)
                || base.equals("json"));
    switch (value) {
      case Expr.Literal l when l.isNull() -> {
        if (!nullable) {
          invalid("NULL");
        }
      }
      case Expr.Literal l when literals -> {
        // Without strict mode an empty text is passed over.
        boolean always = base.equals("json") || MySqlTypes.isSpatial(base);
        if (step.state().isStrict() || !l.text().isEmpty() || always) {
          step.refuse(
              FindingRule.INVALID_DEFAULT,
              value.at(),
              "A column of type " + base + " takes no literal as its default",
              "Put the value into parentheses: DEFAULT (…).",
              column.text());
        }
      }
      case Expr.Literal _ when base.equals("bit") && !step.isMariaDb() -> bits();
      case Expr.Literal _ -> literal();
      case Expr.Unary u when u.operator().equals("-") && u.operand() instanceof Expr.Literal ->
          literal();
      case Expr.Call c when !step.isMariaDb() -> now(c);
      default -> {}
    }
  }

  /** As many bits as the column has, and at least one. */
  private void bits() {
    Matcher bits = BITS.matcher(step.text().token(value.at()).text());
    if (!bits.matches()) {
      literal();
      return;
    }
    String digits = bits.group(1) == null ? bits.group(2) : bits.group(1);
    String significant = digits.replaceFirst("^0+", "");
    if (digits.isEmpty() || significant.length() > Math.max(1, MySqlTypes.length(type))) {
      invalid("b'" + digits + "'");
    }
  }

  private void literal() {
    if (new MySqlValueFit(step.state(), step.isMariaDb()).whyNoDefault(of, value) != null) {
      invalid(shown());
    }
  }

  private String shown() {
    return switch (value) {
      case Expr.Unary u when u.operand() instanceof Expr.Literal l -> "-" + l.text();
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.STRING -> "'" + l.text() + "'";
      case Expr.Literal l -> l.text().toUpperCase(Locale.ROOT);
      default -> throw new IllegalStateException("no literal: " + value);
    };
  }

  /** The current time suits a column of dates with times that is as precise. */
  private void now(Expr.Call call) {
    String wanted = precision();
    String given = precision(call);
    boolean moment = MOMENTS.contains(base);
    if (!moment || !wanted.equals(given)) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          value.at(),
          step.text().token(value.at()).text() + " is no default for a column of type " + type,
          moment
              ? "Give both the same precision: DEFAULT CURRENT_TIMESTAMP(" + wanted + ")."
              : "Put an expression into parentheses, such as DEFAULT (CURRENT_DATE).",
          column.text());
    }
  }

  private String precision() {
    int length = MySqlTypes.length(type);
    return length < 0 ? "0" : String.valueOf(length);
  }

  /** How many digits behind the second a call of the current time has. */
  static String precision(Expr.Call call) {
    return call.arguments().size() == 1 && call.arguments().getFirst() instanceof Expr.Literal l
        ? l.text()
        : "0";
  }

  private void invalid(String shown) {
    step.refuse(
        FindingRule.INVALID_DEFAULT,
        value.at(),
        shown + " is no default for a column of type " + type + (nullable ? "" : " NOT NULL"),
        null,
        column.text());
  }
}
