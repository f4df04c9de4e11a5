package dev.dbsa.adapter.sqlcheck.bind;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text reads as a value of a PostgreSQL type. Where the rules are intricate, as those of
 * dates are, only what is certainly wrong is refused.
 */
final class LiteralText {
  private static final Pattern INTEGER =
      Pattern.compile(
          "\\s*[-+]?(?:[0-9](?:_?[0-9])*|0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+)\\s*");

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\s*[-+]?(?:(?:[0-9](?:_?[0-9])*)?\\.?(?:[0-9](?:_?[0-9])*)?(?:[eE][-+]?[0-9]+)?|0[xXoObB][0-9a-fA-F_]+"
              + "|(?i:nan|inf|infinity))\\s*");

  private static final Pattern ISO_DATE =
      Pattern.compile("\\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T].*)?");

  private static final Pattern UUID =
      Pattern.compile("\\s*\\{?(?:[0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}\\}?\\s*");

  private static final List<String> TIME_WORDS =
      List.of(
          "now",
          "today",
          "tomorrow",
          "yesterday",
          "epoch",
          "infinity",
          "-infinity",
          "+infinity",
          "allballs");

  private static final List<String> BOOLEANS =
      List.of(
          "t", "tr", "tru", "true", "f", "fa", "fal", "fals", "false", "y", "ye", "yes", "n", "no",
          "on", "of", "off", "1", "0");

  private LiteralText() {}

  static boolean mayBe(String type, String text) {
    return switch (type) {
      case "int2", "int4", "int8" -> INTEGER.matcher(text).matches();
      case "numeric", "float4", "float8" ->
          NUMBER.matcher(text).matches() && !text.isBlank() && !text.strip().equals(".");
      case "bool" -> BOOLEANS.contains(text.strip().toLowerCase(Locale.ROOT));
      case "date", "timestamp", "timestamptz" -> mayBeDate(text);
      case "uuid" -> UUID.matcher(text).matches();
      case "interval" -> text.chars().anyMatch(Character::isDigit) || text.contains("infinity");
      default -> true;
    };
  }

  private static boolean mayBeDate(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return TIME_WORDS.stream().anyMatch(plain::startsWith);
    }
    Matcher iso = ISO_DATE.matcher(text);
    if (iso.matches()) {
      return isDate(
          Integer.parseInt(iso.group(1)),
          Integer.parseInt(iso.group(2)),
          Integer.parseInt(iso.group(3)));
    }
    if (plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return switch (plain.length()) {
        case 1, 2, 3, 4 -> false;
        case 6 -> {
          int year = Integer.parseInt(plain.substring(0, 2));
          yield isDate(
              year + (year < 70 ? 2000 : 1900),
              Integer.parseInt(plain.substring(2, 4)),
              Integer.parseInt(plain.substring(4, 6)));
        }
        case 8 ->
            isDate(
                Integer.parseInt(plain.substring(0, 4)),
                Integer.parseInt(plain.substring(4, 6)),
                Integer.parseInt(plain.substring(6, 8)));
        default -> true;
      };
    }
    return true;
  }

  private static boolean isDate(int year, int month, int day) {
    if (year == 0) {
      return false;
    }
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
