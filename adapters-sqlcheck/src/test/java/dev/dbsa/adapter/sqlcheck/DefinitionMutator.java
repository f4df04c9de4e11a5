package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.testkit.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Puts one mistake into a statement of a migration: a wrong name, a wrong type, a wrong clause.
 * Relies on the way in which the sample migrations are written: keywords in capitals, all else not.
 */
final class DefinitionMutator {
  private static final Map<String, String> OTHER_TYPE =
      Map.of(
          "int", "text", "integer", "text", "bigint", "date", "varchar", "decimal", "date",
          "bigint", "numeric", "varchar", "decimal", "varchar", "text", "integer", "char", "int");

  private final Random random;
  private final List<String> names;

  DefinitionMutator(long seed, List<String> script) {
    random = new Random(seed);
    names =
        script.stream()
            .flatMap(s -> SqlTokens.of(s).stream())
            .filter(DefinitionMutator::isName)
            .distinct()
            .toList();
  }

  /** One mutant, or the statement itself where a mistake finds no place. */
  String mutate(String sql) {
    List<String> tokens = new ArrayList<>(SqlTokens.of(sql));
    switch (random.nextInt(5)) {
      case 0 -> replace(tokens, pick(tokens, Kind.NAME), this::misspell);
      case 1 -> replace(tokens, pick(tokens, Kind.NAME), _ -> any(names));
      case 2 -> replace(tokens, pick(tokens, Kind.TYPE), t -> OTHER_TYPE.getOrDefault(t, t + "er"));
      case 3 -> replace(tokens, pick(tokens, Kind.KEYWORD), this::misspell);
      default ->
          replace(tokens, pick(tokens, Kind.KEYWORD), w -> random.nextBoolean() ? "" : w + " " + w);
    }
    return String.join("", tokens);
  }

  private enum Kind {
    NAME,
    TYPE,
    KEYWORD
  }

  private static Kind kind(String token) {
    if (OTHER_TYPE.containsKey(token)) {
      return Kind.TYPE;
    }
    return token.equals(token.toUpperCase(Locale.ROOT)) ? Kind.KEYWORD : Kind.NAME;
  }

  private static boolean isName(String token) {
    return isWord(token) && kind(token) == Kind.NAME;
  }

  private static boolean isWord(String token) {
    return Character.isLetter(token.charAt(0));
  }

  /** The index of one token of the kind; -1 if there is none. */
  private int pick(List<String> tokens, Kind kind) {
    List<Integer> places =
        IntStream.range(0, tokens.size())
            .filter(i -> isWord(tokens.get(i)) && kind(tokens.get(i)) == kind)
            .boxed()
            .toList();
    return places.isEmpty() ? -1 : places.get(random.nextInt(places.size()));
  }

  private static void replace(List<String> tokens, int at, UnaryOperator<String> change) {
    if (at >= 0) {
      tokens.set(at, change.apply(tokens.get(at)));
    }
  }

  private String misspell(String word) {
    int at = 1 + random.nextInt(word.length());
    return word.substring(0, at) + "q" + word.substring(at);
  }

  private String any(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
