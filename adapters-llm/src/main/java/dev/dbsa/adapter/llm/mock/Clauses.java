package dev.dbsa.adapter.llm.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a request that ask for one change each: add a column, and create an index. */
final class Clauses {
  private static final Pattern BREAK =
      Pattern.compile(
          "(?:\\s*[;.]\\s+(?:then\\s+)?|\\s*,?\\s+(?:and\\s+then|and\\s+also|then|and)\\s+)"
              + "(?=(?:delete|remove|drop|add|create|insert|rename|index|reindex|vacuum|analyze"
              + "|analyse|optimize|truncate|deactivate|activate|archive|mark|make|change|alter|set"
              + "|increase|reduce|update|purge|cancel|refresh|rebuild)\\s+\\S)",
          Pattern.CASE_INSENSITIVE);

  /** More steps than a request would name. */
  private static final int MOST = 8;

  private Clauses() {}

  /** The parts in their order; the whole request where it is one. */
  static List<String> of(String request) {
    List<String> clauses = new ArrayList<>();
    Matcher breaks = BREAK.matcher(request);
    int from = 0;
    while (breaks.find() && clauses.size() < MOST) {
      if (isQuoted(request, breaks.start())) {
        continue;
      }
      clauses.add(request.substring(from, breaks.start()));
      from = breaks.end();
    }
    clauses.add(request.substring(from));
    clauses.removeIf(String::isBlank);
    return clauses.isEmpty() ? List.of(request) : clauses;
  }

  private static boolean isQuoted(String request, int end) {
    boolean single = false;
    boolean twice = false;
    for (int i = 0; i < end; i++) {
      char c = request.charAt(i);
      single ^= c == '\'' && !twice;
      twice ^= c == '"' && !single;
    }
    return single || twice;
  }
}
