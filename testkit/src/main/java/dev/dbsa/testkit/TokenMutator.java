package dev.dbsa.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Puts one mistake of form into a statement: a token left out, doubled, swapped with the next,
 * replaced, put in, misspelt, or everything behind it cut off. The same seed gives the same
 * mutants. Some of them are statements too: only a server can tell.
 */
public final class TokenMutator {
  private static final String STRANGE = "qxz";

  private final RandomGenerator random;
  private final List<String> pool;

  /**
   * A mutated statement.
   *
   * @param kind what was done
   */
  public record Mutant(Kind kind, String sql) {}

  /** What is done to a token. */
  public enum Kind {
    DELETE,
    DOUBLE,
    SWAP,
    REPLACE,
    INSERT,
    MISSPELL,
    END
  }

  /**
   * A mutator.
   *
   * @param pool the tokens that are put in, not empty
   */
  public TokenMutator(RandomGenerator random, List<String> pool) {
    this.random = random;
    this.pool = List.copyOf(pool);
  }

  /** A mutant of this statement; empty where it is too short, or has no word to misspell. */
  public Optional<Mutant> mutate(String sql) {
    List<String> tokens = new ArrayList<>(SqlTokens.of(sql));
    List<Integer> code =
        IntStream.range(0, tokens.size())
            .filter(i -> SqlTokens.isCode(tokens.get(i)))
            .boxed()
            .toList();
    if (code.size() < 3) {
      return Optional.empty();
    }
    int nth = random.nextInt(code.size());
    int at = code.get(nth);
    String token = tokens.get(at);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    switch (kind) {
      case DELETE -> tokens.set(at, " ");
      case DOUBLE -> tokens.set(at, token + " " + token);
      case SWAP -> {
        int other = code.get(Math.min(nth + 1, code.size() - 1));
        tokens.set(at, tokens.get(other));
        tokens.set(other, token);
      }
      case REPLACE -> tokens.set(at, " " + any() + " ");
      case INSERT -> tokens.set(at, token + " " + any() + " ");
      case MISSPELL -> {
        List<Integer> words =
            code.stream()
                .filter(i -> SqlTokens.isWord(tokens.get(i)) && tokens.get(i).length() > 2)
                .toList();
        if (words.isEmpty()) {
          return Optional.empty();
        }
        int word = words.get(random.nextInt(words.size()));
        tokens.set(word, misspelt(tokens.get(word)));
      }
      case END -> tokens.subList(at + 1, tokens.size()).clear();
    }
    return Optional.of(new Mutant(kind, String.join("", tokens)));
  }

  private String any() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** A strange letter in place of one, or put in. */
  private String misspelt(String word) {
    int at = 1 + random.nextInt(word.length() - 1);
    char strange = STRANGE.charAt(random.nextInt(STRANGE.length()));
    return word.substring(0, at) + strange + word.substring(at + random.nextInt(2));
  }
}
