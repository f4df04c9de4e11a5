package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token.Kind;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's scanner, as in its scan.l. */
final class PostgresLexer extends Lexer {
  private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";

  /** With one of these, a trailing + or - is part of an operator. */
  private static final String SPECIAL = "~!@#%^&|`?";

  /** Operators are cut from runs of signs; this is the run around the current place. */
  private int runEnd;

  private int lastSpecial;
  private int lastOrdinary;

  PostgresLexer(String text, Server server) {
    super(text, server);
  }

  /** Whether the server is of that major version or a later one. */
  private boolean isVersion(int major) {
    return server.version() == 0 || server.version() >= major * 10_000;
  }

  /** A vertical tab is a blank since version 16. */
  @Override
  boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' && (c != '\u000b' || isVersion(16));
  }

  @Override
  int lineCommentOpening() {
    return text.charAt(at) == '-' && peek(1) == '-' ? 2 : 0;
  }

  @Override
  boolean endsLineComment(char c) {
    return c == '\n' || c == '\r';
  }

  @Override
  int commentDepth() {
    return Integer.MAX_VALUE;
  }

  @Override
  boolean openCode() {
    return false;
  }

  @Override
  void escape(char c, StringBuilder value) {
    value.append('\\').append(c);
  }

  @Override
  PostgresEscapes.Decoded decoded(String value) {
    return PostgresEscapes.backslashes(value);
  }

  @Override
  @Nullable String quotedNameError(String name, int start) {
    return name.isEmpty() ? EMPTY_NAME : null;
  }

  /** One underscore may stand before each digit since version 16. */
  @Override
  void digits(int base) {
    while (at < text.length()
        && (isDigit(text.charAt(at), base)
            || text.charAt(at) == '_' && isDigit(peek(1), base) && isVersion(16))) {
      at++;
    }
  }

  @Override
  Token scan(char c, int start) {
    char next = peek(1);
    if (next == '\'') {
      switch (c) {
        case 'e', 'E' -> {
          at++;
          return string('\'', start, true);
        }
        case 'b', 'B', 'x', 'X' -> {
          at++;
          return bitString(string('\'', start, false), c);
        }
        case 'n', 'N' -> {
          at++;
          return string('\'', start, server.backslashEscapes());
        }
        default -> {}
      }
    }
    if ((c == 'u' || c == 'U') && next == '&') {
      char quote = peek(2);
      if (quote == '\'' || quote == '"') {
        at += 2;
        return unicodeLiteral(quote == '"' ? quotedName('"', start) : string('\'', start, false));
      }
    }
    if (isNameStart(c)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return word(start);
    }
    if (isDigit(c) || c == '.' && isDigit(next)) {
      return number(start);
    }
    return switch (c) {
      case '\'' -> string('\'', start, server.backslashEscapes());
      case '"' -> quotedName('"', start);
      case '$' -> dollar(start);
      case ',', '(', ')', '[', ']', ';' -> sign(start, 1);
      case '.' -> sign(start, next == '.' ? 2 : 1);
      case ':' -> sign(start, next == ':' || next == '=' ? 2 : 1);
      default -> OPERATOR.indexOf(c) >= 0 ? operator(start) : invalidCharacter(start);
    };
  }

  /** A literal in {@code U&} form, with the UESCAPE that may follow. */
  private Token unicodeLiteral(Token literal) {
    if (literal.kind() == Kind.INVALID) {
      return literal;
    }
    if (literal.kind() == Kind.STRING && server.backslashEscapes()) {
      return changed(
          literal, Kind.INVALID, "U&'…' cannot be used while standard_conforming_strings is off");
    }
    int end = at;
    int endLine = line;
    int endLineStart = lineStart;
    int commentsBefore = comments.size();
    char escape = '\\';
    skipBlank();
    if (text.regionMatches(true, at, "uescape", 0, 7) && !isNamePart(peek(7))) {
      at += 7;
      skipBlank();
      Token string = scan();
      boolean simple = !string.isEnd() && "'$eE".indexOf(text.charAt(string.start())) >= 0;
      if (string.kind() != Kind.STRING || !simple) {
        return changed(literal, Kind.INVALID, "UESCAPE must be followed by a simple string");
      }
      if (!PostgresEscapes.isEscapeCharacter(string.text())) {
        return changed(
            literal, Kind.INVALID, "UESCAPE cannot name '" + shorten(string.text()) + "'");
      }
      escape = string.text().charAt(0);
    } else {
      at = end;
      line = endLine;
      lineStart = endLineStart;
      comments.subList(commentsBefore, comments.size()).clear();
    }
    PostgresEscapes.Decoded decoded = PostgresEscapes.unicode(literal.text(), escape);
    @Nullable String error = decoded.error();
    return error != null
        ? changed(literal, Kind.INVALID, error)
        : changed(literal, literal.kind(), decoded.value());
  }

  private Token operator(int start) {
    if (at >= runEnd) {
      findRun();
    }
    int end = runEnd;
    if (lastSpecial < at) {
      // Nothing but + and - behind the last other sign: they are operators of their own.
      end = Math.max(at, lastOrdinary) + 1;
    }
    if (end - at >= 64) {
      at = end;
      return token(Kind.INVALID, "an operator has at most 63 signs", "", start);
    }
    // A lone question mark is where JDBC puts a value; PostgreSQL's operators ?| and ?& stay.
    if (end - at == 1 && text.charAt(at) == '?' && !followsOperand()) {
      at = end;
      return token(Kind.PARAMETER, "?", "", start);
    }
    return sign(start, end - at);
  }

  /** A run of signs ends where a comment begins. */
  private void findRun() {
    int end = at;
    lastSpecial = -1;
    lastOrdinary = -1;
    while (end < text.length() && OPERATOR.indexOf(text.charAt(end)) >= 0) {
      char c = text.charAt(end);
      if (end > at && (text.startsWith("--", end) || text.startsWith("/*", end))) {
        break;
      }
      if (SPECIAL.indexOf(c) >= 0) {
        lastSpecial = end;
      }
      if (c != '+' && c != '-') {
        lastOrdinary = end;
      }
      end++;
    }
    runEnd = end;
  }

  private boolean followsOperand() {
    Token before = previous;
    if (before == null) {
      return false;
    }
    return switch (before.kind()) {
      case QUOTED_NAME, STRING, BIT_STRING, INTEGER, DECIMAL, PARAMETER -> true;
      case WORD -> !Keywords.POSTGRES.isReserved(before.key());
      case SIGN -> before.is(")") || before.is("]");
      default -> false;
    };
  }

  private Token dollar(int start) {
    int end = at + 1;
    if (isDigit(peek(1))) {
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      at = end;
      if (end < text.length() && isNameStart(text.charAt(end)) && isVersion(15)) {
        return trailingJunk(start);
      }
      return token(Kind.PARAMETER, text.substring(start, end), "", start);
    }
    while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
      end++;
    }
    if (end >= text.length() || text.charAt(end) != '$') {
      return invalidCharacter(start);
    }
    String tag = text.substring(at, end + 1);
    int close = text.indexOf(tag, end + 1);
    if (close < 0) {
      return unterminated(start, "string " + tag);
    }
    String body = text.substring(end + 1, close);
    return spanning(Kind.STRING, body, start, close + tag.length());
  }

  private Token number(int start) {
    char c = text.charAt(at);
    Kind kind = Kind.INTEGER;
    char radix = Character.toLowerCase(peek(1));
    int base = radix == 'x' ? 16 : radix == 'o' ? 8 : radix == 'b' ? 2 : 10;
    if (c == '0' && base != 10 && isVersion(16)) {
      at += 2;
      int first = at;
      digits(base);
      if (at == first) {
        return trailingJunk(start);
      }
    } else {
      digits(10);
      if (at < text.length() && text.charAt(at) == '.' && peek(1) != '.') {
        kind = Kind.DECIMAL;
        at++;
        if (isDigit(peek(0))) {
          digits(10);
        }
      }
      if (exponent()) {
        kind = Kind.DECIMAL;
      }
    }
    // Before version 15, 1a was the number 1 with the name a.
    if (at < text.length() && isNameStart(text.charAt(at)) && isVersion(15)) {
      return trailingJunk(start);
    }
    return token(kind, text.substring(start, at), "", start);
  }

  private Token trailingJunk(int start) {
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return token(
        Kind.INVALID, "\"" + shorten(text.substring(start, at)) + "\" is not a number", "", start);
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '\u0080';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }

  /**
   * PostgreSQL joins two literals with nothing but blanks, comments to the end of a line and at
   * least one line break between them.
   */
  @Override
  boolean continues(char quote) {
    int next = at;
    boolean lineBreak = false;
    while (next < text.length()) {
      char c = text.charAt(next);
      if (isBlank(c)) {
        lineBreak |= c == '\n' || c == '\r';
        next++;
      } else if (text.startsWith("--", next)) {
        while (next < text.length() && text.charAt(next) != '\n' && text.charAt(next) != '\r') {
          next++;
        }
      } else {
        break;
      }
    }
    if (!lineBreak || next >= text.length() || text.charAt(next) != quote) {
      return false;
    }
    while (at < next) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    at++;
    return true;
  }
}
