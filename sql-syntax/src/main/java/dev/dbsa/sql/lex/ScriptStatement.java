package dev.dbsa.sql.lex;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a script, cut into tokens.
 *
 * @param number 1-based
 * @param tokens without the delimiter; the last one is of kind {@link Token.Kind#END} and stands
 *     where the statement ends
 * @param script the whole script
 */
public record ScriptStatement(int number, List<Token> tokens, String script) {

  /** The token at an index; the nearest one where the index is out of bounds. */
  public Token token(int index) {
    return tokens.get(Math.clamp(index, 0, tokens.size() - 1));
  }

  /**
   * Some of the tokens, ended like a statement.
   *
   * @param from index of the first one
   * @param end index of the one behind the last
   */
  public ScriptStatement part(int from, int end) {
    List<Token> part = new ArrayList<>(tokens.subList(from, Math.max(from, end)));
    Token behind = tokens.get(end);
    part.add(
        new Token(
            Token.Kind.END,
            "",
            "",
            behind.start(),
            behind.start(),
            behind.line(),
            behind.column()));
    return new ScriptStatement(number, part, script);
  }

  /** The statement's text without blanks and comments around it. */
  public String text() {
    int last = Math.max(0, tokens.size() - 2);
    return script.substring(tokens.getFirst().start(), tokens.get(last).end());
  }

  /** Whether the statement begins with these words, in lower case. */
  public boolean startsWith(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (i >= tokens.size() || !tokens.get(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }
}
