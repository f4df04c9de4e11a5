package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into tokens the way the server's own scanner does. Whitespace and comments vanish,
 * but for MySQL's version comments, whose content is code.
 */
public abstract sealed class Lexer permits PostgresLexer, MySqlLexer {
  static final String EMPTY_NAME = "name between quotes is empty";

  final String text;
  Server server;
  final List<Comment> comments = new ArrayList<>();
  int at;
  int line = 1;
  int lineStart;

  /** Inside a comment that is code to this server. */
  boolean inCode;

  @Nullable Token previous;

  /** What a look ahead found that is no token. */
  private @Nullable Token pending;

  /** The next character that no encoding of the server can hold; the text's length if none. */
  private int unencodable;

  /** Where the last character beyond ASCII stands; -2 before anybody asked. */
  private int lastBeyondAscii = -2;

  private int unencodableLine = 1;
  private int unencodableLineStart;

  /** A comment, for those that speak to us. */
  record Comment(String text, int line) {}

  Lexer(String text, Server server) {
    this.text = text;
    this.server = server;
    findUnencodable(0);
  }

  static Lexer of(String text, Server server) {
    return server.isPostgres() ? new PostgresLexer(text, server) : new MySqlLexer(text, server);
  }

  /** The token that begins with {@code c} at {@code start}, the current place. */
  abstract Token scan(char c, int start);

  abstract boolean isBlank(char c);

  /** How many characters at the current place open a comment up to the line's end; 0 for none. */
  abstract int lineCommentOpening();

  /** Whether a comment up to the line's end is over before {@code c}. */
  abstract boolean endsLineComment(char c);

  /** How many comments may stand in each other; the opening of one deeper is text. */
  abstract int commentDepth();

  /** Goes behind the opening of a comment that is code to this server, if one begins here. */
  abstract boolean openCode();

  /** Writes what a backslash with {@code c} behind it stands for, as far as it can be told here. */
  abstract void escape(char c, StringBuilder value);

  /** The text of a literal with backslashes, from what {@link #escape} wrote. */
  abstract PostgresEscapes.Decoded decoded(String value);

  /** Goes behind the opening quote of a literal that continues the one that ends here. */
  abstract boolean continues(char quote);

  /** Why the server takes no such name between quotes; {@code null} where it does. */
  abstract @Nullable String quotedNameError(String name, int start);

  /** From here on the server reads the text as this one does. */
  void readAs(Server changed) {
    server = changed;
  }

  List<Comment> comments() {
    return comments;
  }

  /** Whether the text goes on with {@code sign} at the current place, behind whitespace. */
  boolean skipTo(String sign) {
    if (pending == null) {
      pending = skipBlank();
    }
    return pending == null && text.startsWith(sign, at);
  }

  /** Takes the next {@code length} units, which hold no line break, as one sign. */
  Token take(int length) {
    Token token = sign(at, length);
    previous = token;
    return token;
  }

  /** The rest of the current line; the lexer stays where it is. */
  String line() {
    int here = at;
    String rest = restOfLine();
    at = here;
    return rest;
  }

  /** Whether nothing but blanks and comments follow. */
  boolean isAtEnd() {
    if (pending == null) {
      pending = skipBlank();
    }
    return pending == null && at >= text.length();
  }

  /** The rest of the current line, which is left behind. */
  String restOfLine() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    String rest = text.substring(at, end);
    at = end;
    return rest;
  }

  Token next() {
    @Nullable Token bad = pending != null ? pending : skipBlank();
    pending = null;
    Token token = bad != null ? bad : scan();
    if (unencodable < at) {
      token = unencodable(token);
    }
    previous = token;
    return token;
  }

  /** Takes the rest of the line as one token that nothing can be made of. */
  Token takeLine() {
    int start = at;
    restOfLine();
    return token(Kind.INVALID, text.substring(start, at), "", start);
  }

  /** Passes over lines up to and with the one that is {@code last}, if there is one. */
  boolean skipLinesTo(String last) {
    int lineAt = text.indexOf('\n', at) + 1;
    int end = lineAt;
    while (end > 0 && end < text.length()) {
      int behind = text.indexOf('\n', end);
      int lineEnd = behind < 0 ? text.length() : behind;
      if (text.substring(end, Math.min(lineEnd, end + last.length() + 1)).strip().equals(last)) {
        while (at < lineEnd) {
          if (text.charAt(at++) == '\n') {
            newLine();
          }
        }
        return true;
      }
      end = behind + 1;
    }
    return false;
  }

  /** Whether the text goes on with characters that are not ASCII. */
  boolean goesOnBeyondAscii() {
    if (lastBeyondAscii < -1) {
      lastBeyondAscii = text.length() - 1;
      while (lastBeyondAscii >= 0 && text.charAt(lastBeyondAscii) < '\u0080') {
        lastBeyondAscii--;
      }
    }
    return lastBeyondAscii >= at;
  }

  private void findUnencodable(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n') {
        unencodableLine++;
        unencodableLineStart = i + 1;
      } else if (c == 0 && server.isPostgres()) {
        break;
      } else if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          break;
        }
      }
      i++;
    }
    unencodable = i;
  }

  /** In a literal or a comment too, such a character keeps the text from the server. */
  private Token unencodable(Token token) {
    int found = unencodable;
    Token bad =
        new Token(
            Kind.INVALID,
            "character "
                + String.format(Locale.ROOT, "U+%04X", (int) text.charAt(found))
                + " cannot stand in a script",
            "",
            Math.min(found, token.start()),
            Math.max(found + 1, token.end()),
            unencodableLine,
            found - unencodableLineStart + 1);
    while (unencodable < at) {
      findUnencodable(unencodable + 1);
    }
    return bad;
  }

  @Nullable Token skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      int opening = lineCommentOpening();
      if (c == '\n') {
        at++;
        newLine();
      } else if (isBlank(c) || c == '\uFEFF' && at == 0) {
        at++;
      } else if (opening > 0) {
        lineComment(opening);
      } else if (c == '/' && peek(1) == '*') {
        @Nullable Token open = blockComment();
        if (open != null) {
          return open;
        }
      } else if (inCode && c == '*' && peek(1) == '/') {
        inCode = false;
        at += 2;
      } else {
        break;
      }
    }
    return null;
  }

  void newLine() {
    line++;
    lineStart = at;
  }

  private void lineComment(int from) {
    int start = at;
    at += from;
    while (at < text.length() && !endsLineComment(text.charAt(at))) {
      at++;
    }
    comments.add(new Comment(text.substring(start + from, at), line));
  }

  private @Nullable Token blockComment() {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    if (openCode()) {
      inCode = true;
      return null;
    }
    int deepest = commentDepth();
    at += 2;
    int depth = 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        newLine();
      } else if (c == '*' && peek(0) == '/') {
        at++;
        if (--depth == 0) {
          comments.add(new Comment(text.substring(start + 2, at - 2), startLine));
          return null;
        }
      } else if (c == '/' && peek(0) == '*' && depth < deepest) {
        at++;
        depth++;
      }
    }
    return new Token(Kind.INVALID, "comment is not closed", "", start, at, startLine, startColumn);
  }

  char peek(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : '\0';
  }

  Token scan() {
    int start = at;
    if (at >= text.length()) {
      if (inCode) {
        inCode = false;
        return token(Kind.INVALID, "comment is not closed", "", start);
      }
      return token(Kind.END, "", "", start);
    }
    return scan(text.charAt(at), start);
  }

  /** Of the same place, up to where the lexer is now. */
  Token changed(Token token, Kind kind, String value) {
    return new Token(kind, value, "", token.start(), at, token.line(), token.column());
  }

  /** A literal of bits, whose digits the scanner looks at. */
  Token bitString(Token string, char type) {
    if (string.kind() == Kind.INVALID) {
      return string;
    }
    boolean hexadecimal = type == 'x' || type == 'X';
    String digits = string.text();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c >= '\u0080' || Character.digit(c, hexadecimal ? 16 : 2) < 0) {
        return changed(
            string,
            Kind.INVALID,
            "\"" + c + "\" is not a " + (hexadecimal ? "hexadecimal" : "binary") + " digit");
      }
    }
    return changed(string, Kind.BIT_STRING, digits);
  }

  void digits(int base) {
    while (at < text.length() && isDigit(text.charAt(at), base)) {
      at++;
    }
  }

  static boolean isDigit(char c, int base) {
    return c < '\u0080' && Character.digit(c, base) >= 0;
  }

  boolean exponent() {
    if (at >= text.length() || Character.toLowerCase(text.charAt(at)) != 'e') {
      return false;
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if (!isDigit(peek(sign))) {
      return false;
    }
    at += sign;
    digits(10);
    return true;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** From the opening quote at the current place. */
  Token string(char quote, int start, boolean backslash) {
    int startLine = line;
    int startColumn = start - lineStart + 1;
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        newLine();
        value.append(c);
      } else if (c == '\\' && backslash && at < text.length()) {
        char escaped = text.charAt(at++);
        if (escaped == '\n') {
          newLine();
        }
        escape(escaped, value);
      } else if (c != quote) {
        value.append(c);
      } else if (peek(0) == quote) {
        at++;
        value.append(quote);
      } else if (!continues(quote)) {
        Kind kind = Kind.STRING;
        String literal = value.toString();
        if (backslash) {
          PostgresEscapes.Decoded decoded = decoded(literal);
          @Nullable String error = decoded.error();
          kind = error == null ? Kind.STRING : Kind.INVALID;
          literal = error == null ? decoded.value() : error;
        }
        return new Token(kind, literal, "", start, at, startLine, startColumn);
      }
    }
    return new Token(Kind.INVALID, "string is not closed", "", start, at, startLine, startColumn);
  }

  Token quotedName(char quote, int start) {
    int startLine = line;
    int startColumn = start - lineStart + 1;
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        newLine();
      }
      if (c != quote) {
        value.append(c);
      } else if (peek(0) == quote) {
        at++;
        value.append(quote);
      } else {
        @Nullable String error = quotedNameError(value.toString(), start);
        return error == null
            ? new Token(Kind.QUOTED_NAME, value.toString(), "", start, at, startLine, startColumn)
            : new Token(Kind.INVALID, error, "", start, at, startLine, startColumn);
      }
    }
    return new Token(
        Kind.INVALID, "quoted name is not closed", "", start, at, startLine, startColumn);
  }

  /** A literal with more behind it. */
  Token spanning(Kind kind, String value, Token from, int end) {
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    return new Token(kind, value, "", from.start(), end, from.line(), from.column());
  }

  Token spanning(Kind kind, String value, int start, int end) {
    int startLine = line;
    int startColumn = start - lineStart + 1;
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    return new Token(kind, value, "", start, end, startLine, startColumn);
  }

  Token unterminated(int start, String what) {
    return spanning(Kind.INVALID, what + " is not closed", start, text.length());
  }

  Token invalidCharacter(int start) {
    int character = text.codePointAt(at);
    at += Character.charCount(character);
    String shown =
        Character.isISOControl(character)
            ? String.format(Locale.ROOT, "U+%04X", character)
            : "\"" + Character.toString(character) + "\"";
    return token(Kind.INVALID, "character " + shown + " cannot stand here", "", start);
  }

  Token sign(int start, int length) {
    at += length;
    String sign = text.substring(start, at);
    return token(Kind.SIGN, sign, sign, start);
  }

  Token word(int start) {
    String word = text.substring(start, at);
    return token(Kind.WORD, word, Keywords.fold(word), start);
  }

  Token token(Kind kind, String value, String key, int start) {
    return new Token(kind, value, key, start, at, line, start - lineStart + 1);
  }

  /** At most 40 characters of a text, for a message. */
  public static String shorten(String value) {
    return value.length() <= 40 ? value : value.substring(0, 39) + "…";
  }
}
