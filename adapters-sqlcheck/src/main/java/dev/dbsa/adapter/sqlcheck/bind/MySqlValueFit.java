package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.sql.tree.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of MySQL and MariaDB take in strict mode; measured on MySQL 9.7 and MariaDB
 * 11.4. Elsewhere values are bent to fit.
 */
public final class MySqlValueFit implements ValueFit {
  private static final Map<String, Integer> INTEGER_BITS =
      Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64);

  private static final Pattern TYPE =
      Pattern.compile("([a-z]+)(?:\\((.*)\\))?((?: unsigned| zerofill)*)", Pattern.DOTALL);
  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern DATE =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ T]+(.*))?");
  private static final Pattern CLOCK =
      Pattern.compile("([0-9]{1,3}):([0-9]{1,2})(?::([0-9]{1,2}))?(?:\\.[0-9]*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}");

  private final SchemaState schema;
  private final boolean mariaDb;

  public MySqlValueFit(SchemaState schema, boolean mariaDb) {
    this.schema = schema;
    this.mariaDb = mariaDb;
  }

  @Override
  public boolean needsValue(Column column) {
    // The first label stands in for the default of an ENUM.
    return !column.type().startsWith("enum(");
  }

  @Override
  public boolean refusesNull(Column column) {
    return column.generation() != ColumnGeneration.AUTO_INCREMENT
        && !(mariaDb && column.type().startsWith("timestamp"));
  }

  /**
   * Why a column cannot have a literal as its default, which is asked for in every mode; {@code
   * null} where it can, or where that is not known.
   */
  public @Nullable String whyNoDefault(Column column, Expr value) {
    Matcher type = TYPE.matcher(column.type());
    boolean labels =
        type.matches() && (type.group(1).equals("enum") || type.group(1).equals("set"));
    if (!labels) {
      return whyNot(column, value);
    }
    // Unlike a stored value, it cannot be the place of a label.
    BigDecimal number = number(value);
    String text = ConstantValue.text(value);
    if (text == null && number != null) {
      text = number.toPlainString();
    }
    return text == null ? null : labelled(text, type.group(1), labels(type.group(2)));
  }

  @Override
  public @Nullable String whyNot(Column column, Expr value) {
    Matcher type = TYPE.matcher(column.type());
    if (!type.matches()) {
      return null;
    }
    String modifier = type.group(2) == null ? "" : type.group(2);
    boolean unsigned = type.group(3).contains("unsigned");
    String base = type.group(1);
    Integer bits = INTEGER_BITS.get(base);
    if (bits != null) {
      return integer(value, bits, unsigned);
    }
    return switch (base) {
      case "decimal", "numeric" -> decimal(value, modifier, unsigned);
      case "float", "double" -> approximate(value, unsigned);
      case "varchar", "char" -> text(value, modifier);
      case "varbinary", "binary" -> bytes(value, modifier);
      case "tinytext" -> longText(value, 255);
      case "text" -> longText(value, 65_535);
      case "enum" -> enumeration(value, labels(modifier));
      case "set" -> set(value, labels(modifier));
      case "bit" -> bits(value, modifier);
      case "year" -> year(value);
      case "date", "datetime", "timestamp" -> date(value, base);
      case "time" -> time(value);
      default -> null;
    };
  }

  private static @Nullable BigDecimal number(Expr value) {
    if (value instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.BOOLEAN) {
      return literal.text().equalsIgnoreCase("true") ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    String text = ConstantValue.text(value);
    return text == null ? ConstantValue.number(value) : ConstantValue.decimal(text.trim());
  }

  /** Of a text only: whatever else is no literal number is not known. */
  private static @Nullable String notANumber(Expr value) {
    String text = ConstantValue.text(value);
    boolean longNumber = text != null && text.length() > 100;
    return text == null || longNumber ? null : quoted(text) + " is no number";
  }

  private static String outOfRange(BigDecimal number) {
    return number.toPlainString() + " is out of range";
  }

  private static @Nullable String integer(Expr value, int bits, boolean unsigned) {
    BigDecimal number = number(value);
    if (number == null) {
      return notANumber(value);
    }
    BigInteger whole = number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    boolean fits =
        unsigned
            ? !isNegative(value, number, whole.signum()) && whole.bitLength() <= bits
            : whole.bitLength() < bits;
    return fits ? null : outOfRange(number);
  }

  /** The sign of a number is looked at before it is rounded, that of a text behind that. */
  private static boolean isNegative(Expr value, BigDecimal number, int rounded) {
    return (ConstantValue.text(value) == null ? number.signum() : rounded) < 0;
  }

  private static @Nullable String approximate(Expr value, boolean unsigned) {
    BigDecimal number = number(value);
    if (number == null) {
      return notANumber(value);
    }
    return unsigned && number.signum() < 0 ? outOfRange(number) : null;
  }

  private static @Nullable String decimal(Expr value, String modifier, boolean unsigned) {
    BigDecimal number = number(value);
    String[] parts = modifier.split(",");
    if (number == null || parts.length != 2) {
      return number == null ? notANumber(value) : null;
    }
    int scale = Integer.parseInt(parts[1].strip());
    int precision = Integer.parseInt(parts[0].strip());
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    boolean fits =
        rounded.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(precision - scale)) < 0
            && !(unsigned && isNegative(value, number, rounded.signum()));
    return fits ? null : outOfRange(number);
  }

  private static @Nullable String text(Expr value, String modifier) {
    String text = ConstantValue.text(value);
    if (text == null) {
      text = written(value);
    }
    if (text == null || !modifier.matches("[0-9]{1,5}")) {
      return null;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.codePointCount(0, end) > Integer.parseInt(modifier)
        ? ConstantValue.length(text)
        : null;
  }

  /** A whole number as it is written, its sign included; {@code null} for anything else. */
  private static @Nullable String written(Expr value) {
    if (value instanceof Expr.Unary unary && unary.operator().equals("-")) {
      String digits = ConstantValue.digits(unary.operand());
      return digits == null ? null : "-" + digits;
    }
    return ConstantValue.digits(value);
  }

  private static @Nullable String bytes(Expr value, String modifier) {
    return modifier.matches("[0-9]{1,5}") ? longText(value, Integer.parseInt(modifier)) : null;
  }

  /** A character is a byte at least. */
  private static @Nullable String longText(Expr value, int bytes) {
    String text = ConstantValue.text(value);
    return text == null || text.codePointCount(0, text.length()) <= bytes
        ? null
        : ConstantValue.length(text);
  }

  private static List<String> labels(String modifier) {
    List<String> labels = new ArrayList<>();
    Matcher label = LABEL.matcher(modifier);
    while (label.find()) {
      labels.add(label.group(1).replace("''", "'"));
    }
    return labels;
  }

  private static @Nullable String enumeration(Expr value, List<String> labels) {
    String text = ConstantValue.text(value);
    BigDecimal number = number(value);
    if (number != null && number.stripTrailingZeros().scale() <= 0) {
      boolean isLabel = text != null && isAmong(labels, text);
      boolean isPlace =
          number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(labels.size())) <= 0;
      return isLabel || isPlace ? null : number.toPlainString() + " is none of its values";
    }
    return text == null || isAmong(labels, text) ? null : quoted(text) + " is none of its values";
  }

  /** Collations decide what letters other than ASCII are alike, with and without accents. */
  private static boolean isAmong(List<String> labels, String text) {
    String plain = bare(text);
    return !isAscii(plain)
        || labels.stream().map(MySqlValueFit::bare).anyMatch(l -> l.equals(plain) || !isAscii(l));
  }

  private static String bare(String text) {
    String parts = Normalizer.normalize(text.stripTrailing(), Normalizer.Form.NFD);
    return parts.replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static @Nullable String set(Expr value, List<String> labels) {
    String text = ConstantValue.text(value);
    return text == null || ConstantValue.decimal(text) != null
        ? null
        : labelled(text, "set", labels);
  }

  private static @Nullable String labelled(String text, String base, List<String> labels) {
    if (base.equals("set") && text.isEmpty()) {
      return null;
    }
    List<String> parts = base.equals("set") ? List.of(text.split(",", -1)) : List.of(text);
    for (String part : parts) {
      if (!isAmong(labels, part)) {
        return quoted(part) + " is none of its values";
      }
    }
    return null;
  }

  private static @Nullable String bits(Expr value, String modifier) {
    int width = modifier.matches("[0-9]{1,2}") ? Integer.parseInt(modifier) : 1;
    String text = ConstantValue.text(value);
    if (text != null) {
      int length = new BigInteger(1, text.getBytes(StandardCharsets.US_ASCII)).bitLength();
      return isAscii(text) && length > width ? ConstantValue.length(text) : null;
    }
    BigDecimal number = number(value);
    if (number == null || number.scale() > 0) {
      return null;
    }
    boolean fits = number.signum() >= 0 && number.toBigInteger().bitLength() <= width;
    return fits ? null : outOfRange(number);
  }

  private static @Nullable String year(Expr value) {
    BigDecimal number = number(value);
    if (number == null) {
      return notANumber(value);
    }
    boolean possible =
        number.scale() > 0
            || number.compareTo(BigDecimal.valueOf(2155)) <= 0
                && number.compareTo(BigDecimal.valueOf(1901)) >= 0
            || number.compareTo(BigDecimal.valueOf(99)) <= 0 && number.signum() >= 0;
    return possible ? null : outOfRange(number);
  }

  private @Nullable String date(Expr value, String base) {
    String text = ConstantValue.text(value);
    if (text == null) {
      return dateAsNumber(value);
    }
    String plain = text.trim();
    Matcher date = DATE.matcher(plain);
    if (date.matches()) {
      int year = Integer.parseInt(date.group(1));
      int month = Integer.parseInt(date.group(2));
      int day = Integer.parseInt(date.group(3));
      boolean possible = isDate(year, month, day) && isClock(date.group(4));
      if (base.equals("timestamp") && (year < 1969 || year > 2038)) {
        possible &= year == 0 && month == 0 && day == 0;
      }
      return possible ? null : quoted(text) + " is no such time";
    }
    boolean hopeless =
        plain.chars().noneMatch(Character::isDigit) || YEAR_LAST.matcher(plain).matches();
    return hopeless ? quoted(text) + " is no such time" : null;
  }

  /** Numbers such as 20241231 and 20241231235959. */
  private @Nullable String dateAsNumber(Expr value) {
    BigDecimal number = number(value);
    if (number == null || number.precision() - number.scale() > 14) {
      return null;
    }
    long digits = number.longValue();
    boolean withClock = digits >= 10_000_101_000_000L;
    long day = withClock ? digits / 1_000_000 : digits;
    boolean possible;
    if (number.signum() == 0) {
      possible = isDate(0, 0, 0);
    } else if (day >= 10_000_101 && day <= 99_991_231) {
      possible =
          isDate((int) (day / 10_000), (int) (day / 100 % 100), (int) (day % 100))
              && !(withClock && !isClockOfDigits(digits % 1_000_000, 23));
    } else {
      // Shorter ones stand for years of two digits.
      possible = digits >= 101;
    }
    return possible ? null : number.toPlainString() + " is no such time";
  }

  private static boolean isClockOfDigits(long digits, int mostHours) {
    return digits / 10_000 <= mostHours && digits / 100 % 100 < 60 && digits % 100 < 60;
  }

  private boolean isDate(int year, int month, int day) {
    if (month > 12 || day > 31) {
      return false;
    }
    if (year == 0 && month == 0 && day == 0) {
      return !(schema.isStrict() && schema.hasMode("NO_ZERO_DATE"));
    }
    if (month == 0 || day == 0) {
      return !(schema.isStrict() && schema.hasMode("NO_ZERO_IN_DATE"));
    }
    return schema.hasMode("ALLOW_INVALID_DATES")
        || year == 0
        || day <= YearMonth.of(year, month).lengthOfMonth();
  }

  private static boolean isClock(@Nullable String text) {
    Matcher clock = CLOCK.matcher(text == null ? "" : text);
    return !clock.matches() || Integer.parseInt(clock.group(1)) < 24 && isMinutes(clock);
  }

  private static boolean isMinutes(Matcher clock) {
    return Integer.parseInt(clock.group(2)) < 60
        && (clock.group(3) == null || Integer.parseInt(clock.group(3)) < 60);
  }

  private static @Nullable String time(Expr value) {
    String text = ConstantValue.text(value);
    BigDecimal number = number(value);
    if (text == null) {
      if (number == null) {
        return null;
      }
      boolean possible =
          number.signum() < 0
              || number.precision() - number.scale() > 6
              || isClockOfDigits(number.longValue(), 99);
      return possible ? null : number.toPlainString() + " is no such time";
    }
    Matcher clock = CLOCK.matcher(text.trim());
    boolean hopeless =
        text.chars().noneMatch(Character::isDigit) || clock.matches() && !isMinutes(clock);
    return hopeless ? quoted(text) + " is no such time" : null;
  }

  private static String quoted(String text) {
    return "'" + ConstantValue.shortened(text) + "'";
  }
}
