package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import java.util.ArrayList;
import java.util.List;

/** Cuts a string literal that holds a program into the program's tokens. */
public final class BodyText {
  private BodyText() {}

  /**
   * The tokens of what a literal holds, up to one of kind {@link Token.Kind#END}. Their places are
   * those in the script: exact where the literal holds each character as it is, or doubles quotes;
   * the literal's own where it writes characters in other ways.
   *
   * @param at index of the literal's token in the statement
   * @param server how the server reads the text
   */
  public static List<Token> tokens(ScriptStatement statement, int at, Server server) {
    Token literal = statement.token(at);
    Places places = Places.of(literal, statement.script());
    Lexer lexer = Lexer.of(literal.text(), server);
    List<Token> tokens = new ArrayList<>();
    while (true) {
      Token token = lexer.next();
      tokens.add(places.inScript(token));
      if (token.isEnd()) {
        return tokens;
      }
    }
  }

  /**
   * How places in a literal's value become places in the script.
   *
   * @param open length of what opens the literal; -1 where it holds other characters than its value
   * @param doubled whether each quote of the value stands twice
   */
  private record Places(Token literal, int open, boolean doubled) {
    static Places of(Token literal, String script) {
      String value = literal.text();
      int quotes = (int) value.chars().filter(c -> c == '\'').count();
      int around = literal.end() - literal.start() - value.length();
      return switch (script.charAt(literal.start())) {
        case '$' -> new Places(literal, around / 2, false);
        case '\'' -> new Places(literal, around == quotes + 2 ? 1 : -1, quotes > 0);
        // Of E'…' and the like, those without escapes.
        default -> new Places(literal, around == quotes + 3 ? 2 : -1, quotes > 0);
      };
    }

    Token inScript(Token token) {
      if (open < 0) {
        return placed(token, literal.start(), literal.end(), literal.line(), literal.column());
      }
      int before = doubled ? quotes(0, token.start()) : 0;
      int inside = doubled ? quotes(token.start(), token.end()) : 0;
      int start = literal.start() + open + token.start() + before;
      int column = token.column();
      if (doubled) {
        column += quotes(token.start() - token.column() + 1, token.start());
      }
      if (token.line() == 1) {
        column += literal.column() - 1 + open;
      }
      return placed(
          token,
          start,
          start + token.end() - token.start() + inside,
          literal.line() + token.line() - 1,
          column);
    }

    private int quotes(int from, int to) {
      int quotes = 0;
      for (int i = Math.max(0, from); i < to; i++) {
        if (literal.text().charAt(i) == '\'') {
          quotes++;
        }
      }
      return quotes;
    }

    private static Token placed(Token token, int start, int end, int line, int column) {
      return new Token(token.kind(), token.text(), token.key(), start, end, line, column);
    }
  }
}
