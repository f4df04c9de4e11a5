package dev.dbsa.bench.drafting;

import dev.dbsa.domain.generation.Proposal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs a draft and the right script on two copies of a database, and compares what became of it.
 */
final class ChangeJudge {
  private static final Pattern NEW_TABLE =
      Pattern.compile("\\s*create\\s+table\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Databases databases;
  private final Map<String, State> before = new HashMap<>();

  ChangeJudge(Databases databases) {
    this.databases = databases;
  }

  /** A verdict with what it rests on, for people. */
  record Judged(Verdict verdict, String reason) {}

  /**
   * @param right the right script
   */
  Judged judge(Asked asked, String right, Proposal proposal) throws IOException, SQLException {
    try (Copy wanted = databases.copy(asked)) {
      String key = asked.schema() + asked.isMySql();
      if (!before.containsKey(key)) {
        before.put(key, databases.state(wanted));
      }
      String error = wanted.run(right);
      if (!error.isEmpty()) {
        return new Judged(Verdict.UNDECIDED, "the right script fails: " + error);
      }
      State expected = databases.state(wanted);
      if (expected.equals(before.get(key))) {
        return new Judged(Verdict.UNDECIDED, "the right script changes nothing");
      }
      String script = proposal.script();
      if (script == null) {
        return new Judged(Verdict.ASKED, "");
      }
      return compare(asked, right, expected, script);
    }
  }

  private Judged compare(Asked asked, String right, State expected, String script)
      throws IOException, SQLException {
    try (Copy drafted = databases.copy(asked)) {
      String error = drafted.run(script);
      if (!error.isEmpty()) {
        return new Judged(Verdict.WRONG, "the draft fails: " + error);
      }
      State found = databases.state(drafted);
      if (found.equals(expected)) {
        return new Judged(Verdict.RIGHT, "");
      }
      String difference = expected.difference(found) + " / " + found.difference(expected);
      // Of a new table more than one design is right.
      boolean design =
          NEW_TABLE.matcher(right).matches()
              && found.rows().keySet().equals(expected.rows().keySet());
      return new Judged(design ? Verdict.UNDECIDED : Verdict.WRONG, difference);
    }
  }
}
