package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.List;

/**
 * A database to show, and what to ask about it.
 *
 * @param name what the connection to it is called
 * @param description what it is and holds, for people
 * @param username an account that may read the schema
 * @param brokenScript a script that does not fit the schema, to be checked
 */
public record DemoTarget(
    String name,
    String description,
    Dialect dialect,
    String host,
    int port,
    String databaseName,
    String username,
    Secret password,
    List<Wish> wishes,
    String brokenScript) {

  public DemoTarget {
    wishes = List.copyOf(wishes);
  }

  /**
   * A script to ask for.
   *
   * @param expected what is to come of it; anything else makes the demonstration fail
   * @param decision what is done about the draft, if there is one
   */
  public record Wish(String text, ScriptMode mode, Expected expected, Decision decision) {}

  /** How a generation is to end. */
  public enum Expected {
    DRAFT,
    QUESTIONS,
    /** Whatever: nothing is known about the database. */
    EITHER
  }

  /** What the demonstration decides about a draft. */
  public enum Decision {
    EDIT,
    REJECT,
    ACCEPT
  }
}
