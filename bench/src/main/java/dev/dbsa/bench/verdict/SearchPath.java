package dev.dbsa.bench.verdict;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Lets a session that comes later begin with the search path that this one has now. */
final class SearchPath {
  private static final Pattern CHANGE =
      Pattern.compile("^\\s*(?:RE)?SET\\s+search_path\\b", Pattern.CASE_INSENSITIVE);

  private SearchPath() {}

  /**
   * Does nothing after any other statement than one that changes the path.
   *
   * @param ran what the session has just run
   */
  static void share(Statement session, String ran, String database) {
    if (!CHANGE.matcher(ran).find()) {
      return;
    }
    try {
      session.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = %s', '"
              + database
              // Of an empty path the server says "", which it does not take back.
              + "', replace(current_setting('search_path'), '\"\"', '''''')); END $$");
    } catch (SQLException e) {
      // A role of the suite that does not own the database: the reader stays where it was.
      return;
    }
  }
}
