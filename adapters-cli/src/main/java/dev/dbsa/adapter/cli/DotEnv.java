package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .env} files: one {@code NAME=value} per line, an {@code export} before it is
 * allowed, lines that start with {@code #} are comments. A value in single or double quotes is
 * taken as it stands between them; without quotes it ends before white space and {@code #}. There
 * are no escapes and no references to other variables.
 */
public final class DotEnv {
  private static final long MAX_BYTES = 1 << 20;

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");
  private static final Pattern QUOTED = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\")\\s*(?:#.*)?");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*");

  private DotEnv() {}

  /**
   * The variables of a file, in its order; of a name that stands there twice the last.
   *
   * @return nothing if there is no such file
   * @throws IllegalArgumentException if the file cannot be read or understood; the message names
   *     file and line, never a value
   */
  public static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 1 MiB");
      }
      return parse(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read as UTF-8 text", e);
    }
  }

  private static Map<String, String> parse(Path file, String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 0;
    for (String rawLine : withoutMark.lines().toList()) {
      number++;
      String line = rawLine.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (!assignment.matches()) {
        throw new IllegalArgumentException(file + ", line " + number + ": expected NAME=value");
      }
      variables.put(group(assignment, 1), value(file, number, group(assignment, 2)));
    }
    return variables;
  }

  private static String value(Path file, int line, String text) {
    if (text.startsWith("'") || text.startsWith("\"")) {
      Matcher quoted = QUOTED.matcher(text);
      if (!quoted.matches()) {
        throw new IllegalArgumentException(
            file + ", line " + line + ": nothing but a comment may follow the closing quote");
      }
      @Nullable String single = quoted.group(1);
      return single != null ? single : group(quoted, 2);
    }
    return COMMENT.matcher(text).replaceFirst("").strip();
  }

  private static String group(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null ? "" : text;
  }
}
