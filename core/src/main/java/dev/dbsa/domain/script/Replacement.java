package dev.dbsa.domain.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that should stand in a script instead of the one that does.
 *
 * @param begin 1-based column of the first character that goes, in UTF-16 units
 * @param end 1-based column behind the last one
 * @param old what stands there
 * @param text what should
 */
public record Replacement(int begin, int end, String old, String text) {
  private static final Pattern ONE_NAME = Pattern.compile("Did you mean ([^ ?]+)\\?");

  /**
   * The replacement that a finding advises: where its advice names exactly one name, and a plain
   * name stands at its place.
   *
   * @param lines of the script
   */
  public static Optional<Replacement> of(Finding finding, List<String> lines) {
    Position at = finding.position();
    String hint = finding.hint();
    return at == null || hint == null || at.line() > lines.size()
        ? Optional.empty()
        : of(hint, at.column(), lines.get(at.line() - 1));
  }

  /**
   * As {@link #of(Finding, List)}.
   *
   * @param column 1-based
   * @param line the text of the line
   */
  public static Optional<Replacement> of(String hint, int column, String line) {
    Matcher advice = ONE_NAME.matcher(hint);
    int begin = column - 1;
    if (!advice.matches() || begin >= line.length()) {
      return Optional.empty();
    }
    int end = begin;
    while (end < line.length() && isPartOfName(line.charAt(end))) {
      end++;
    }
    String name = advice.group(1);
    String old = line.substring(begin, end);
    boolean plain = !name.isEmpty() && name.chars().allMatch(c -> isPartOfName((char) c));
    return end > begin && plain && !name.equals(old)
        ? Optional.of(new Replacement(column, end + 1, old, name))
        : Optional.empty();
  }

  private static boolean isPartOfName(char c) {
    return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
