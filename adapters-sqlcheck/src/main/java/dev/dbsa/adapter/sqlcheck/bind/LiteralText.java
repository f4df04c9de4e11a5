package dev.dbsa.adapter.sqlcheck.bind;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
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

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,1000}");

  private static final Pattern ISO_DATE =
      Pattern.compile(
          "\\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:[ T](?:([0-9]{1,2}):([0-9]{1,2})(?![0-9]))?.*)?");

  private static final Pattern UUID =
      Pattern.compile("\\s*\\{?(?:[0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}\\}?\\s*");

  private static final Pattern ZERO_CHARACTER = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private static final Pattern HEX_BYTES = Pattern.compile("\\\\x\\s*(?:[0-9a-fA-F]{2}\\s*)*");

  private static final Pattern ESCAPED_BYTES =
      Pattern.compile("(?:[^\\\\]|\\\\\\\\|\\\\[0-3][0-7][0-7])*+", Pattern.DOTALL);

  private static final Pattern BITS = Pattern.compile("[bB]?[01]*|[xX][0-9a-fA-F]*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+(?:/[0-9]+)?");
  private static final Pattern LOG_PLACE = Pattern.compile("[0-9a-fA-F]{1,8}/[0-9a-fA-F]{1,8}");
  private static final Pattern HARDWARE_ADDRESS = Pattern.compile("\\s*[0-9a-fA-F:.-]+\\s*");

  private static final Pattern COORDINATES =
      Pattern.compile("(?i)(?=.*(?:[0-9]|nan|inf)).*", Pattern.DOTALL);

  private static final Pattern LETTERS = Pattern.compile("[a-z]+");

  /** datetime.c: deltatktbl; longer words count by their first ten letters. */
  private static final Set<String> UNITS =
      Set.of(
          ("ago c cent centuries century d day days dec decade decades decs e h hour hours hr hrs m"
                  + " microsecon mil millennia millennium millisecon mils min mins minute minutes mon"
                  + " mons month months ms msec msecond mseconds msecs s sec second seconds secs t us"
                  + " usec usecond useconds usecs w week weeks y year years yr yrs")
              .split(" "));

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
      case "int2" -> mayBeInteger(text, Short.SIZE);
      case "int4" -> mayBeInteger(text, Integer.SIZE);
      case "int8" -> mayBeInteger(text, Long.SIZE);
      case "numeric", "float4", "float8" ->
          NUMBER.matcher(text).matches() && !text.isBlank() && !text.strip().equals(".");
      case "bool" -> BOOLEANS.contains(text.strip().toLowerCase(Locale.ROOT));
      case "date", "timestamp", "timestamptz" -> mayBeDate(text);
      case "uuid" -> UUID.matcher(text).matches();
      case "interval" -> mayBeInterval(text);
      case "time", "timetz" -> mayBeTime(text);
      case "json" -> JsonText.isValid(text);
      case "jsonb" -> JsonText.isValid(text) && !ZERO_CHARACTER.matcher(text).find();
      case "bytea" -> (text.startsWith("\\x") ? HEX_BYTES : ESCAPED_BYTES).matcher(text).matches();
      case "bit", "varbit" -> BITS.matcher(text).matches();
      case "inet", "cidr" -> ADDRESS.matcher(text).matches();
      case "oid" -> INTEGER.matcher(text).matches();
      case "macaddr", "macaddr8" -> HARDWARE_ADDRESS.matcher(text).matches();
      case "money" -> text.chars().anyMatch(Character::isDigit);
      case "point", "box", "lseg", "line", "path", "polygon", "circle" ->
          COORDINATES.matcher(text).matches();
      case "pg_lsn" -> LOG_PLACE.matcher(text).matches();
      // Its elements are parted by semicolons.
      case "_box" -> true;
      default -> mayBeStructured(type, text);
    };
  }

  private static boolean mayBeStructured(String type, String text) {
    if (type.startsWith("_")) {
      String element = type.substring(1);
      return StructuredText.mayBeArray(text, e -> mayBe(element, e));
    }
    String bound = StructuredText.bound(type);
    return bound == null || StructuredText.mayBeRange(text, b -> mayBe(bound, b));
  }

  /** Of decimal digits the range is checked as well. */
  private static boolean mayBeInteger(String text, int bits) {
    if (!INTEGER.matcher(text).matches()) {
      return false;
    }
    String digits = text.strip().replace("_", "").replace("+", "");
    return !DECIMAL.matcher(digits).matches() || new BigInteger(digits).bitLength() < bits;
  }

  private static boolean mayBeTime(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return plain.chars().anyMatch(Character::isDigit)
        || plain.startsWith("now")
        || plain.startsWith("allballs");
  }

  /** Numbers and names of units; an ISO period goes without the names. */
  private static boolean mayBeInterval(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.endsWith("infinity")) {
      return true;
    }
    if (plain.chars().noneMatch(Character::isDigit)) {
      return false;
    }
    return plain.startsWith("p")
        || LETTERS
            .matcher(plain)
            .results()
            .map(MatchResult::group)
            .allMatch(w -> UNITS.contains(w.substring(0, Math.min(10, w.length()))));
  }

  private static boolean mayBeDate(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return TIME_WORDS.stream().anyMatch(plain::startsWith);
    }
    Matcher iso = ISO_DATE.matcher(text);
    if (iso.matches()) {
      boolean time =
          iso.group(4) == null
              || Integer.parseInt(iso.group(4)) <= 24 && Integer.parseInt(iso.group(5)) <= 59;
      return time
          && isDate(
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
