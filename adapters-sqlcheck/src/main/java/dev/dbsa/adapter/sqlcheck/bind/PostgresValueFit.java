package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's columns take; measured on PostgreSQL 18. */
final class PostgresValueFit implements ValueFit {
  private static final Map<String, Integer> INTEGER_BITS =
      Map.of("smallint", 16, "integer", 32, "bigint", 64);

  private static final Pattern NUMERIC =
      Pattern.compile("numeric\\(([0-9]{1,4}),(-?[0-9]{1,4})\\)");
  private static final Pattern TEXT = Pattern.compile("character(?: varying)?\\(([0-9]{1,8})\\)");
  private static final Pattern INFINITY = Pattern.compile("[-+]?inf(?:inity)?");

  /** Domains over domains are followed so far. */
  private static final int MAX_DOMAINS = 10;

  private final SchemaState schema;

  PostgresValueFit(SchemaState schema) {
    this.schema = schema;
  }

  @Override
  public boolean needsValue(Column column) {
    // A domain may have a default of its own.
    return domain(column.type()) == null;
  }

  @Override
  public boolean refusesNull(Column column) {
    return true;
  }

  @Override
  public @Nullable String whyNot(Column column, Expr value) {
    String type = column.type();
    UserType.Domain domain = domain(type);
    for (int i = 0; domain != null && i < MAX_DOMAINS; i++) {
      type = domain.baseType();
      domain = domain(type);
    }
    Integer bits = INTEGER_BITS.get(type);
    if (bits != null) {
      return integer(value, bits);
    }
    Matcher numeric = NUMERIC.matcher(type);
    if (numeric.matches()) {
      return numeric(value, Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2)));
    }
    Matcher text = TEXT.matcher(type);
    return text.matches() ? text(value, Integer.parseInt(text.group(1))) : null;
  }

  private UserType.@Nullable Domain domain(String type) {
    List<Name> name = new ArrayList<>(2);
    for (String part : type.replace("\"", "").split("\\.", 2)) {
      name.add(new Name(0, part, false));
    }
    return schema.type(name).orElse(null) instanceof UserType.Domain domain ? domain : null;
  }

  private static @Nullable BigDecimal number(Expr value) {
    String text = ConstantValue.text(value);
    return text == null ? ConstantValue.number(value) : ConstantValue.decimal(text);
  }

  private static @Nullable String integer(Expr value, int bits) {
    BigDecimal number = number(value);
    if (number == null) {
      return null;
    }
    boolean fits = number.setScale(0, RoundingMode.HALF_UP).toBigInteger().bitLength() < bits;
    return fits ? null : number.toPlainString() + " is out of range";
  }

  private static @Nullable String numeric(Expr value, int precision, int scale) {
    String text = ConstantValue.text(value);
    if (text != null && INFINITY.matcher(text.strip().toLowerCase(Locale.ROOT)).matches()) {
      return "Infinity is too large";
    }
    BigDecimal number = number(value);
    if (number == null) {
      return null;
    }
    BigDecimal limit = BigDecimal.ONE.scaleByPowerOfTen(precision - scale);
    boolean fits = number.setScale(scale, RoundingMode.HALF_UP).abs().compareTo(limit) < 0;
    return fits ? null : number.toPlainString() + " has too many digits";
  }

  private static @Nullable String text(Expr value, int length) {
    String text = ConstantValue.text(value);
    if (text == null) {
      text = ConstantValue.digits(value);
    }
    if (text == null || text.codePointCount(0, text.length()) <= length) {
      return null;
    }
    // Blanks that are too many are cut off.
    String rest = text.substring(text.offsetByCodePoints(0, length));
    return rest.chars().allMatch(c -> c == ' ') ? null : ConstantValue.length(text);
  }
}
