package dev.dbsa.bench.drafting;

import dev.dbsa.domain.generation.Proposal;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs a draft and the right query over the same rows, and compares what they return. */
final class Judge {
  private static final Pattern SORT_WORDS =
      Pattern.compile(
          "sort|order|ascend|descend|alphabet|lexicograph|rank|highest|lowest|largest|smallest|most"
              + "|least|fewest|top|earliest|latest|first|last|best|recent|old|young",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ORDER_BY =
      Pattern.compile(
          "\\border\\s+by\\s+(.*?)(?:\\blimit\\b|\\boffset\\b|$)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern LIMIT =
      Pattern.compile("\\blimit\\s+(\\d+)\\b", Pattern.CASE_INSENSITIVE);

  private final Map<String, Rows> known = new HashMap<>();

  /**
   * The verdict over several databases with the same schema.
   *
   * @param right the right query
   */
  Verdict judge(List<Connection> databases, Asked asked, String right, Proposal proposal) {
    String script = proposal.script();
    boolean strict = true;
    boolean lenient = true;
    boolean decided = false;
    for (int i = 0; i < databases.size(); i++) {
      Connection database = databases.get(i);
      Rows wanted =
          known.computeIfAbsent(asked.schema() + i + right, _ -> Rows.of(database, right));
      if (wanted.error() != null || wanted.rows().isEmpty() || isTied(database, right, wanted)) {
        continue;
      }
      decided = true;
      if (script == null) {
        continue;
      }
      Verdict one =
          compare(
              asked,
              right,
              wanted,
              database,
              right.endsWith("LIMIT 100")
                  ? script.strip().replaceFirst(";$", "")
                  : uncapped(script, proposal));
      strict &= one == Verdict.RIGHT;
      lenient &= one.isRight();
    }
    if (!decided) {
      return Verdict.UNDECIDED;
    }
    if (script == null) {
      return Verdict.ASKED;
    }
    return strict ? Verdict.RIGHT : lenient ? Verdict.RIGHT_WITH_MORE : Verdict.WRONG;
  }

  /** Whether chance tells which rows the right query returns: several share the last place. */
  private static boolean isTied(Connection database, String right, Rows wanted) {
    Matcher limit = LIMIT.matcher(right);
    if (!limit.find()) {
      return false;
    }
    Rows tied = Rows.of(database, limit.replaceAll("FETCH FIRST $1 ROWS WITH TIES"));
    String error = tied.error();
    return error == null
        ? tied.rows().size() > wanted.rows().size()
        : error.contains("more than one row");
  }

  /** Without the limit that the draft itself says nobody asked for. */
  private static String uncapped(String script, Proposal proposal) {
    String query = script.strip().replaceFirst(";$", "");
    return proposal.assumptions().stream().anyMatch(a -> a.startsWith("At most 100 rows"))
        ? query.replaceFirst("\\s*LIMIT 100$", "")
        : query;
  }

  private static Verdict compare(
      Asked asked, String right, Rows wanted, Connection database, String query) {
    Rows drafted = Rows.of(database, query);
    if (drafted.error() != null || !wanted.matches(drafted, false, false)) {
      return Verdict.WRONG;
    }
    String key = sortKey(right);
    if (key != null
        && SORT_WORDS.matcher(asked.text()).find()
        && !wanted.matches(drafted, true, false)
        && !isSameOrder(key, sortKey(query), wanted, drafted)) {
      return Verdict.WRONG;
    }
    return wanted.matches(drafted, false, true) ? Verdict.RIGHT : Verdict.RIGHT_WITH_MORE;
  }

  private static boolean isSameOrder(
      String key, @Nullable String other, Rows wanted, Rows drafted) {
    return other != null
        && (key.equals(other) || wanted.isOrderedAs(key.replaceFirst(" desc$", ""), drafted));
  }

  /** The first sort key of the outermost query with its direction; {@code null} for none. */
  private static @Nullable String sortKey(String query) {
    String flat = query.replaceAll("'(?:[^']|'')*'", "''");
    String before = "";
    while (!flat.equals(before)) {
      before = flat;
      flat = flat.replaceAll("\\([^()]*\\)", "@");
    }
    Matcher order = ORDER_BY.matcher(flat);
    if (!order.find()) {
      return null;
    }
    String first =
        order
            .group(1)
            .split(",")[0]
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst(" nulls (?:first|last)$", "");
    boolean descending = first.endsWith(" desc");
    String name = first.replaceFirst("\\s+(?:asc|desc)$", "");
    name = name.substring(name.lastIndexOf('.') + 1).replaceAll("[^a-z_0-9@*]", "");
    return name + (descending ? " desc" : "");
  }
}
