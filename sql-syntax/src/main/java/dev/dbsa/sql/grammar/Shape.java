package dev.dbsa.sql.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a grammar that is written down rather than programmed. Words stand for themselves,
 * signs between single quotes; {@code [ ]} may be missing, {@code { }} may repeat or be missing,
 * {@code ( | )} is a choice, {@code x,+} a list with commas, {@code <x>} something that the grammar
 * at hand reads itself, and a word that is a rule's name is that rule. A choice takes the first way
 * whose leading words fit.
 */
sealed interface Shape {
  record Word(String text) implements Shape {}

  record Native(String name) implements Shape {}

  record Rule(String name) implements Shape {}

  record Sequence(List<Shape> parts) implements Shape {}

  record Choice(List<Shape> ways) implements Shape {}

  record Maybe(Shape part) implements Shape {}

  record Repeat(Shape part) implements Shape {}

  record Commas(Shape part) implements Shape {}

  /** Reads rules of the form {@code name = shape ;}. */
  static Map<String, Shape> rules(String... texts) {
    String[] words =
        String.join(" ", texts).strip().split("\\s+|(?=[\\[\\]])|(?<=[\\[\\]])|(?=,\\+)", -1);
    List<String> tokens = new ArrayList<>();
    for (String word : words) {
      if (!word.isEmpty()) {
        tokens.add(word);
      }
    }
    Map<String, Boolean> names = new HashMap<>();
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).equals("=")) {
        names.put(tokens.get(i - 1), true);
      }
    }
    Reader reader = new Reader(tokens, names);
    Map<String, Shape> rules = new HashMap<>();
    while (reader.next < tokens.size()) {
      String name = reader.take();
      reader.take();
      rules.put(name, reader.choice());
      reader.take();
    }
    return rules;
  }

  /** A cursor over the written rules. */
  final class Reader {
    private final List<String> tokens;
    private final Map<String, Boolean> names;
    private int next;

    private Reader(List<String> tokens, Map<String, Boolean> names) {
      this.tokens = tokens;
      this.names = names;
    }

    private String take() {
      return tokens.get(next++);
    }

    private boolean is(String text) {
      return next < tokens.size() && tokens.get(next).equals(text);
    }

    private Shape choice() {
      List<Shape> ways = new ArrayList<>();
      ways.add(sequence());
      while (is("|")) {
        next++;
        ways.add(sequence());
      }
      return ways.size() == 1 ? ways.getFirst() : new Choice(ways);
    }

    private Shape sequence() {
      List<Shape> parts = new ArrayList<>();
      while (!is("|") && !is(")") && !is("]") && !is("}") && !is(";")) {
        Shape part = part();
        if (is(",+")) {
          next++;
          part = new Commas(part);
        }
        parts.add(part);
      }
      return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Shape part() {
      String text = take();
      switch (text) {
        case "(" -> {
          Shape inner = choice();
          next++;
          return inner;
        }
        case "[" -> {
          Shape inner = choice();
          next++;
          return new Maybe(inner);
        }
        case "{" -> {
          Shape inner = choice();
          next++;
          return new Repeat(inner);
        }
        default -> {
          if (text.startsWith("'")) {
            return new Word(text.substring(1, text.length() - 1));
          }
          if (text.startsWith("<")) {
            return new Native(text.substring(1, text.length() - 1));
          }
          return names.containsKey(text) ? new Rule(text) : new Word(text);
        }
      }
    }
  }
}
