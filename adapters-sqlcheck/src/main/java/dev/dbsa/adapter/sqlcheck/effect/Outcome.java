package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import java.util.List;

/**
 * What comes of a statement.
 *
 * @param state the schema after it. Where there are refusals, it is the state that the statement
 *     was meant to make, as far as that can be told, so that one mistake is told once
 * @param refusals why the server refuses it; empty where it takes it
 * @param notRead what of it was not followed, for people
 * @param notShown what no schema can show, such as roles, for people
 */
public record Outcome(
    SchemaState state, List<Refusal> refusals, List<String> notRead, List<String> notShown) {
  public Outcome {
    refusals = List.copyOf(refusals);
    notRead = List.copyOf(notRead);
    notShown = List.copyOf(notShown);
  }

  /** A statement that changes nothing. */
  static Outcome unchanged(SchemaState state) {
    return new Outcome(state, List.of(), List.of(), List.of());
  }
}
