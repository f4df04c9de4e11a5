package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks MySQL's defaults without parentheses, which are literals, or the current time of a column
 * that holds one; measured on MySQL 9.7 and MariaDB 11.4.
 */
final class MySqlDefaultValues {
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");
  private static final Set<String> TIMES = Set.of("date", "datetime", "timestamp", "time", "year");
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\s*");
  private static final Pattern PLAIN = Pattern.compile("[-+]?[0-9]{1,40}(?:\\.[0-9]{1,40})?");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Map<String, Integer> BITS =
      Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);

  private final Expr value;
  private final Name column;
  private final String type;
  private final boolean nullable;
  private final Step step;
  private final String base;

  private MySqlDefaultValues(Expr value, Name column, Column of, boolean nullable, Step step) {
    this.value = value;
    this.column = column;
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
        if (step.state().isStrict() || !l.text().isEmpty()) {
          step.refuse(
              FindingRule.INVALID_DEFAULT,
              value.at(),
              "A column of type " + base + " takes no literal as its default",
              "Put the value into parentheses: DEFAULT (…).",
              column.text());
        }
      }
      case Expr.Literal l -> literal(l, "");
      case Expr.Unary u when u.operator().equals("-") && u.operand() instanceof Expr.Literal l ->
          literal(l, "-");
      case Expr.Call c when !step.isMariaDb() -> now(c);
      default -> {}
    }
  }

  private void literal(Expr.Literal literal, String sign) {
    switch (literal.kind()) {
      case STRING -> {
        if (sign.isEmpty() && !reads(literal.text())) {
          invalid("'" + literal.text() + "'");
        }
      }
      case INTEGER, DECIMAL -> {
        if (!holds(sign + literal.text())) {
          invalid(sign + literal.text());
        }
      }
      case BOOLEAN -> {
        boolean yes = literal.text().equalsIgnoreCase("true");
        if (!holds(yes ? "1" : "0")) {
          invalid(literal.text().toUpperCase(Locale.ROOT));
        }
      }
      case BIT_STRING, NULL -> {}
    }
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

  // ---------------------------------------------------------------- numbers

  private boolean holds(String number) {
    if (!PLAIN.matcher(number).matches()) {
      return true;
    }
    BigDecimal decimal = new BigDecimal(number);
    if (MySqlTypes.isInteger(base)) {
      return isInRange(decimal.toBigInteger());
    }
    return switch (base) {
      case "bit" ->
          decimal.signum() >= 0 && decimal.toBigInteger().bitLength() <= MySqlTypes.length(type);
      case "decimal" -> fitsDecimal(decimal);
      case "date", "datetime", "timestamp" ->
          decimal.signum() == 0
              ? !refusesZeroDates()
              : decimal.signum() > 0 && decimal.compareTo(BigDecimal.valueOf(101)) >= 0;
      case "year" ->
          decimal.signum() >= 0
              && (decimal.compareTo(BigDecimal.valueOf(100)) < 0
                  || decimal.compareTo(BigDecimal.valueOf(1901)) >= 0
                      && decimal.compareTo(BigDecimal.valueOf(2155)) <= 0);
      case "char", "varchar" -> number.length() <= Math.max(1, MySqlTypes.length(type));
      default -> true;
    };
  }

  private boolean isInRange(BigInteger number) {
    int bits = BITS.getOrDefault(base, 64);
    return type.contains("unsigned")
        ? number.signum() >= 0 && number.bitLength() <= bits
        : number.bitLength() < bits;
  }

  private boolean fitsDecimal(BigDecimal number) {
    String inside = type.substring(type.indexOf('(') + 1, Math.max(0, type.indexOf(')')));
    String[] parts = inside.split(",");
    if (parts.length != 2 || !parts[0].matches("[0-9]{1,2}") || !parts[1].matches("[0-9]{1,2}")) {
      return true;
    }
    int whole = Integer.parseInt(parts[0]) - Integer.parseInt(parts[1]);
    return number.abs().toBigInteger().compareTo(BigInteger.TEN.pow(Math.max(0, whole))) < 0
        && !(type.contains("unsigned") && number.signum() < 0);
  }

  // ---------------------------------------------------------------- texts

  private boolean reads(String text) {
    if (MySqlTypes.isInteger(base)
        || base.equals("decimal")
        || base.equals("float")
        || base.equals("double")) {
      return NUMBER.matcher(text).matches() && holds(text.strip());
    }
    if (TIMES.contains(base)) {
      return DIGIT.matcher(text).find() && isPossibleDate(text);
    }
    return switch (base) {
      case "varchar", "char" -> {
        int length = MySqlTypes.length(type);
        String bare = text.stripTrailing();
        yield length < 0 || bare.codePointCount(0, bare.length()) <= length;
      }
      case "varbinary", "binary" -> {
        int length = MySqlTypes.length(type);
        yield length < 0 || text.length() <= length;
      }
      case "bit" ->
          new BigInteger(1, text.getBytes(StandardCharsets.UTF_8)).bitLength()
              <= MySqlTypes.length(type);
      case "enum" -> isLabel(text);
      case "set" -> text.isEmpty() || List.of(text.split(",", -1)).stream().allMatch(this::isLabel);
      default -> true;
    };
  }

  private boolean isLabel(String text) {
    String inside = type.substring(type.indexOf('(') + 1, Math.max(0, type.lastIndexOf(')')));
    String quoted = "'" + text.stripTrailing() + "'";
    return inside.toLowerCase(Locale.ROOT).contains(quoted.toLowerCase(Locale.ROOT))
        // What the type's text does not tell apart.
        || text.contains("'")
        || text.contains("\\")
        || inside.contains(" '")
        || !text.chars().allMatch(c -> c < 128);
  }

  private boolean refusesZeroDates() {
    return step.state().isStrict() && step.state().hasMode("NO_ZERO_DATE");
  }

  /** Dates with a zero in them depend on the server's modes. */
  private boolean isPossibleDate(String text) {
    if (base.equals("time") || base.equals("year") || text.length() < 10) {
      return true;
    }
    String date = text.substring(0, 10);
    if (!ISO_DATE.matcher(date).matches()) {
      return true;
    }
    if (date.equals("0000-00-00")) {
      return !refusesZeroDates() || DIGIT.matcher(text.substring(10).replace("0", "")).find();
    }
    if (date.endsWith("-00") || date.contains("-00-")) {
      return !(step.state().isStrict() && step.state().hasMode("NO_ZERO_IN_DATE"));
    }
    if (date.startsWith("0000")) {
      return true;
    }
    try {
      return LocalDate.parse(date).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
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
