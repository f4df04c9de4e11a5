package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the tokens of one statement. */
class TokenCursor {
  private final List<Token> tokens;
  final boolean postgres;
  private int next;

  TokenCursor(List<Token> tokens, boolean postgres) {
    this.tokens = tokens;
    this.postgres = postgres;
  }

  /** What follows cannot be made sense of. */
  static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    Unread() {
      super(null, null, false, false);
    }
  }

  final int position() {
    return next;
  }

  final void moveTo(int position) {
    next = Math.min(position, tokens.size() - 1);
  }

  final Token peek() {
    return tokens.get(next);
  }

  final Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  final Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  final boolean atEnd() {
    return peek().isEnd();
  }

  final boolean is(String word) {
    return peek().is(word);
  }

  final boolean is(String first, String second) {
    return peek().is(first) && peek(1).is(second);
  }

  final boolean isAny(String... words) {
    for (String word : words) {
      if (is(word)) {
        return true;
      }
    }
    return false;
  }

  final boolean accept(String word) {
    if (is(word)) {
      take();
      return true;
    }
    return false;
  }

  final boolean accept(String first, String... more) {
    if (!is(first)) {
      return false;
    }
    for (int i = 0; i < more.length; i++) {
      if (!peek(i + 1).is(more[i])) {
        return false;
      }
    }
    moveTo(next + 1 + more.length);
    return true;
  }

  final boolean acceptAny(String... words) {
    for (String word : words) {
      if (accept(word)) {
        return true;
      }
    }
    return false;
  }

  final void expect(String word) throws Unread {
    if (!accept(word)) {
      throw new Unread();
    }
  }

  final boolean ifNotExists() {
    return accept("if", "not", "exists");
  }

  final boolean ifExists() {
    return accept("if", "exists");
  }

  final boolean isName() {
    return peek().isName();
  }

  final Name name() throws Unread {
    Token token = peek();
    if (!token.isName()) {
      throw new Unread();
    }
    int at = next;
    take();
    boolean quoted = token.kind() == Kind.QUOTED_NAME;
    return new Name(at, postgres && !quoted ? Keywords.fold(token.text()) : token.text(), quoted);
  }

  /** A name with its schema before it. */
  final List<Name> qualifiedName() throws Unread {
    List<Name> parts = new ArrayList<>(2);
    parts.add(name());
    while (is(".") && peek(1).isName() && parts.size() < 3) {
      take();
      parts.add(name());
    }
    return List.copyOf(parts);
  }

  final List<List<Name>> qualifiedNames() throws Unread {
    List<List<Name>> names = new ArrayList<>();
    do {
      accept("only");
      names.add(qualifiedName());
      accept("*");
    } while (accept(","));
    return List.copyOf(names);
  }

  /** Passes over a pair of parentheses and what is in it. */
  final void skipParentheses() throws Unread {
    expect("(");
    int depth = 1;
    while (depth > 0) {
      Token token = take();
      if (token.isEnd()) {
        throw new Unread();
      }
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
    }
  }

  /** Passes over everything up to a comma or the parenthesis that closes the list. */
  final void skipItem() throws Unread {
    while (!atEnd() && !is(",") && !is(")")) {
      if (is("(")) {
        skipParentheses();
      } else {
        take();
      }
    }
  }

  /** Goes on behind the next one of these words outside parentheses; stays at the end otherwise. */
  final boolean skipBehind(String... words) throws Unread {
    while (!atEnd()) {
      if (acceptAny(words)) {
        return true;
      }
      if (is("(")) {
        skipParentheses();
      } else {
        take();
      }
    }
    return false;
  }

  final @Nullable Name nameIfAny() throws Unread {
    return isName() ? name() : null;
  }

  /** A number, string, word or the like. */
  final boolean acceptValue() {
    accept("-");
    Token token = peek();
    boolean value =
        switch (token.kind()) {
          case WORD,
              QUOTED_NAME,
              STRING,
              INTEGER,
              DECIMAL,
              BIT_STRING,
              USER_VARIABLE,
              SYSTEM_VARIABLE ->
              true;
          default -> false;
        };
    if (value) {
      take();
    }
    return value;
  }
}
