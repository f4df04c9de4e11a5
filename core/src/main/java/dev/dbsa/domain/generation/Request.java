package dev.dbsa.domain.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for: the words of the person, and the answers to what was asked back.
 *
 * @param clarifications in the order in which they were given
 */
public record Request(RequestText text, List<Clarification> clarifications) {
  /** More rounds of questions than anybody goes through. */
  public static final int MAX_CLARIFICATIONS = 200;

  public Request {
    clarifications = List.copyOf(clarifications);
  }

  /** A request to which nothing was asked back. */
  public static Request of(RequestText text) {
    return new Request(text, List.of());
  }

  /** The same with more answers. */
  public Request clarified(List<Clarification> more) {
    List<Clarification> all = new ArrayList<>(clarifications);
    all.addAll(more);
    return new Request(text, all);
  }

  /** Words and answers as one text, as people read and find it. */
  public String whole() {
    StringBuilder whole = new StringBuilder(text.value());
    for (Clarification one : clarifications) {
      whole.append("\n\n").append(one.question()).append("\n→ ").append(one.answer());
    }
    return whole.toString();
  }
}
