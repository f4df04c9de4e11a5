package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into tokens the way the server's own scanner does: PostgreSQL's scan.l, MySQL's
 * sql_lex.cc. Whitespace and comments vanish, but for MySQL's version comments, whose content is
 * code.
 */
public final class Lexer {
  private static final String POSTGRES_OPERATOR = "+-*/<>=~!@#%^&|`?";

  /** With one of these, PostgreSQL keeps a trailing + or - as part of an operator. */
  private static final String POSTGRES_OPERATOR_SPECIAL = "~!@#%^&|`?";

  private static final Pattern UESCAPE =
      Pattern.compile("\\s*uescape\\s*'[^']'", Pattern.CASE_INSENSITIVE);

  private static final List<String> MYSQL_SIGNS =
      List.of("<=>", "->>", ":=", "<<", ">>", "<=", ">=", "<>", "!=", "&&", "||", "->");

  private final String text;
  private final Server server;
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean inVersionComment;
  private @Nullable Token previous;

  /** A comment, for those that speak to us. */
  record Comment(String text, int line) {}

  Lexer(String text, Server server) {
    this.text = text;
    this.server = server;
  }

  List<Comment> comments() {
    return comments;
  }

  /** Whether the text goes on with {@code sign} at the current place, behind whitespace. */
  boolean skipTo(String sign) {
    @Nullable Token bad = skipBlank();
    return bad == null && text.startsWith(sign, at);
  }

  /** Takes the next {@code length} units, which hold no line break, as one sign. */
  Token take(int length) {
    Token token = sign(at, length);
    previous = token;
    return token;
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
    @Nullable Token bad = skipBlank();
    Token token = bad != null ? bad : scan();
    previous = token;
    return token;
  }

  private @Nullable Token skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        newLine();
      } else if (Character.isWhitespace(c) || c == '\uFEFF' && at == 0) {
        at++;
      } else if (c == '-' && peek(1) == '-' && (server.isPostgres() || isDashComment())) {
        lineComment(2);
      } else if (c == '#' && !server.isPostgres()) {
        lineComment(1);
      } else if (c == '/' && peek(1) == '*') {
        @Nullable Token open = blockComment();
        if (open != null) {
          return open;
        }
      } else if (inVersionComment && c == '*' && peek(1) == '/') {
        inVersionComment = false;
        at += 2;
      } else {
        break;
      }
    }
    return null;
  }

  /** MySQL wants a blank or control character behind the dashes, so that 5--1 is 6. */
  private boolean isDashComment() {
    return at + 2 >= text.length() || text.charAt(at + 2) <= ' ';
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private void lineComment(int from) {
    int start = at;
    at += from;
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    comments.add(new Comment(text.substring(start + from, at), line));
  }

  private @Nullable Token blockComment() {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    if (!server.isPostgres() && isVersionComment()) {
      return null;
    }
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
      } else if (c == '/' && peek(0) == '*' && server.isPostgres()) {
        at++;
        depth++;
      }
    }
    return new Token(Kind.INVALID, "comment is not closed", "", start, at, startLine, startColumn);
  }

  /** {@code /*!80013 …}: code for servers of that version and later, a comment for others. */
  private boolean isVersionComment() {
    int body = at + 2;
    boolean mariaOnly = peek(2) == 'M' && peek(3) == '!';
    if (mariaOnly) {
      if (!server.isMariaDb()) {
        return false;
      }
      body++;
    }
    if (body >= text.length() || text.charAt(body) != '!') {
      return false;
    }
    body++;
    int digits = body;
    while (digits < text.length() && digits - body < 6 && isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits - body >= 5) {
      if (Integer.parseInt(text.substring(body, digits)) > server.version()) {
        return false;
      }
      body = digits;
    }
    inVersionComment = true;
    at = body;
    return true;
  }

  private char peek(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private Token scan() {
    int start = at;
    if (at >= text.length()) {
      if (inVersionComment) {
        inVersionComment = false;
        return token(Kind.INVALID, "comment is not closed", "", start);
      }
      return token(Kind.END, "", "", start);
    }
    char c = text.charAt(at);
    if (server.isPostgres()) {
      return scanPostgres(c, start);
    }
    return scanMySql(c, start);
  }

  // ---------------------------------------------------------------- PostgreSQL

  private Token scanPostgres(char c, int start) {
    char next = peek(1);
    if (next == '\'') {
      switch (c) {
        case 'e', 'E' -> {
          at++;
          return string('\'', start, true, true);
        }
        case 'b', 'B', 'x', 'X' -> {
          at++;
          Token string = string('\'', start, false, true);
          return string.kind() == Kind.INVALID
              ? string
              : token(Kind.BIT_STRING, string.text(), "", start);
        }
        case 'n', 'N' -> {
          at++;
          return string('\'', start, server.backslashEscapes(), true);
        }
        default -> {}
      }
    }
    if ((c == 'u' || c == 'U') && next == '&') {
      char quote = peek(2);
      if (quote == '\'' || quote == '"') {
        at += 2;
        Token literal = quote == '"' ? quotedName('"', start) : string('\'', start, false, true);
        Matcher escape = UESCAPE.matcher(text).region(at, Math.min(text.length(), at + 200));
        if (escape.lookingAt()) {
          return spanning(literal.kind(), literal.text(), literal, escape.end());
        }
        return literal;
      }
    }
    if (isPostgresNameStart(c)) {
      while (at < text.length() && isPostgresNamePart(text.charAt(at))) {
        at++;
      }
      return word(start);
    }
    if (isDigit(c) || c == '.' && isDigit(next)) {
      return postgresNumber(start);
    }
    return switch (c) {
      case '\'' -> string('\'', start, server.backslashEscapes(), true);
      case '"' -> quotedName('"', start);
      case '$' -> dollar(start);
      case ',', '(', ')', '[', ']', ';' -> sign(start, 1);
      case '.' -> sign(start, next == '.' ? 2 : 1);
      case ':' -> sign(start, next == ':' || next == '=' ? 2 : 1);
      default ->
          POSTGRES_OPERATOR.indexOf(c) >= 0 ? postgresOperator(start) : invalidCharacter(start);
    };
  }

  private Token postgresOperator(int start) {
    int end = at;
    boolean special = false;
    while (end < text.length() && POSTGRES_OPERATOR.indexOf(text.charAt(end)) >= 0) {
      if (end > at && (text.startsWith("--", end) || text.startsWith("/*", end))) {
        break;
      }
      special |= POSTGRES_OPERATOR_SPECIAL.indexOf(text.charAt(end)) >= 0;
      end++;
    }
    if (!special) {
      while (end - at > 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
        end--;
      }
    }
    // A lone question mark is where JDBC puts a value; PostgreSQL's operators ?| and ?& stay.
    if (end - at == 1 && text.charAt(at) == '?' && !followsOperand()) {
      at = end;
      return token(Kind.PARAMETER, "?", "", start);
    }
    return sign(start, end - at);
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
      if (end < text.length() && isPostgresNameStart(text.charAt(end))) {
        return trailingJunk(start);
      }
      return token(Kind.PARAMETER, text.substring(start, end), "", start);
    }
    while (end < text.length() && isPostgresNamePart(text.charAt(end)) && text.charAt(end) != '$') {
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

  /** The body of a routine in another language; {@code null} if no such text begins here. */
  private @Nullable Token dollarString(int start) {
    int end = at + 1;
    while (end < text.length() && isMySqlNamePart(text.charAt(end)) && text.charAt(end) != '$') {
      end++;
    }
    if (end >= text.length() || text.charAt(end) != '$') {
      return null;
    }
    String tag = text.substring(at, end + 1);
    int close = text.indexOf(tag, end + 1);
    if (close < 0) {
      return unterminated(start, "string " + tag);
    }
    return spanning(
        Kind.DOLLAR_STRING, text.substring(end + 1, close), start, close + tag.length());
  }

  private Token postgresNumber(int start) {
    char c = text.charAt(at);
    Kind kind = Kind.INTEGER;
    char radix = Character.toLowerCase(peek(1));
    if (c == '0' && (radix == 'x' || radix == 'o' || radix == 'b')) {
      at += 2;
      while (at < text.length()
          && (Character.digit(text.charAt(at), 16) >= 0 || text.charAt(at) == '_')) {
        at++;
      }
    } else {
      digits();
      if (at < text.length() && text.charAt(at) == '.' && peek(1) != '.') {
        kind = Kind.DECIMAL;
        at++;
        digits();
      }
      if (exponent()) {
        kind = Kind.DECIMAL;
      }
    }
    if (at < text.length() && isPostgresNameStart(text.charAt(at))) {
      return trailingJunk(start);
    }
    return token(kind, text.substring(start, at), "", start);
  }

  private void digits() {
    while (at < text.length()
        && (isDigit(text.charAt(at))
            || text.charAt(at) == '_' && isDigit(peek(1)) && server.isPostgres())) {
      at++;
    }
  }

  private boolean exponent() {
    if (at >= text.length() || Character.toLowerCase(text.charAt(at)) != 'e') {
      return false;
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if (!isDigit(peek(sign))) {
      return false;
    }
    at += sign;
    digits();
    return true;
  }

  private Token trailingJunk(int start) {
    while (at < text.length() && isPostgresNamePart(text.charAt(at))) {
      at++;
    }
    return token(
        Kind.INVALID, "\"" + shorten(text.substring(start, at)) + "\" is not a number", "", start);
  }

  private static boolean isPostgresNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '\u0080';
  }

  private static boolean isPostgresNamePart(char c) {
    return isPostgresNameStart(c) || isDigit(c) || c == '$';
  }

  // ---------------------------------------------------------------- MySQL

  private Token scanMySql(char c, int start) {
    char next = peek(1);
    if (next == '\'') {
      switch (c) {
        case 'n', 'N' -> {
          at++;
          return string('\'', start, server.backslashEscapes(), false);
        }
        case 'b', 'B', 'x', 'X' -> {
          at++;
          Token string = string('\'', start, false, false);
          return string.kind() == Kind.INVALID
              ? string
              : token(Kind.BIT_STRING, string.text(), "", start);
        }
        default -> {}
      }
    }
    boolean behindDot = previous != null && previous.is(".") && previous.end() == at;
    if (isDigit(c) && !behindDot) {
      return mySqlNumber(start);
    }
    if (c == '.' && isDigit(next) && !behindName()) {
      return mySqlNumber(start);
    }
    if (isMySqlNamePart(c)) {
      if (c == '$' && server.version() >= 90000 && !server.isMariaDb()) {
        Token quoted = dollarString(start);
        if (quoted != null) {
          return quoted;
        }
      }
      while (at < text.length() && isMySqlNamePart(text.charAt(at))) {
        at++;
      }
      if (peek(0) == '.' && isMySqlNamePart(peek(1))) {
        // What is followed by a dot and a name is a name, reserved or not.
        return token(Kind.WORD, text.substring(start, at), "", start);
      }
      return word(start);
    }
    switch (c) {
      case '\'':
        return string('\'', start, server.backslashEscapes(), false);
      case '"':
        return server.ansiQuotes()
            ? quotedName('"', start)
            : string('"', start, server.backslashEscapes(), false);
      case '`':
        return quotedName('`', start);
      case '?':
        at++;
        return token(Kind.PARAMETER, "?", "", start);
      case '@':
        return variable(start);
      default:
    }
    for (String sign : MYSQL_SIGNS) {
      if (text.startsWith(sign, at)) {
        return sign(start, sign.length());
      }
    }
    return "+-*/%=<>!~^&|(),.;:{}".indexOf(c) >= 0 ? sign(start, 1) : invalidCharacter(start);
  }

  private boolean behindName() {
    Token before = previous;
    return before != null && before.isName() && before.end() == at;
  }

  private Token mySqlNumber(int start) {
    int end = at;
    if (text.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'b')) {
      int radix = peek(1) == 'x' ? 16 : 2;
      end = at + 2;
      while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
        end++;
      }
      if (end > at + 2 && (end >= text.length() || !isMySqlNamePart(text.charAt(end)))) {
        at = end;
        return token(Kind.BIT_STRING, text.substring(start, end), "", start);
      }
      end = at;
    }
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean fraction = end < text.length() && text.charAt(end) == '.';
    if (!fraction && end < text.length() && isMySqlNamePart(text.charAt(end))) {
      // A name may begin with digits, unless they read as a number in exponent form.
      at = end;
      if (exponent()) {
        return token(Kind.DECIMAL, text.substring(start, at), "", start);
      }
      while (at < text.length() && isMySqlNamePart(text.charAt(at))) {
        at++;
      }
      return word(start);
    }
    at = end;
    if (fraction) {
      at++;
      digits();
    }
    boolean exponent = exponent();
    return token(
        fraction || exponent ? Kind.DECIMAL : Kind.INTEGER, text.substring(start, at), "", start);
  }

  private Token variable(int start) {
    boolean system = peek(1) == '@';
    at += system ? 2 : 1;
    if (system) {
      while (at < text.length() && (isMySqlNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '`') {
        quotedName('`', start);
      }
      return token(Kind.SYSTEM_VARIABLE, text.substring(start, at), "", start);
    }
    if (at < text.length()) {
      char quote = text.charAt(at);
      if (quote == '`' || quote == '\'' || quote == '"') {
        Token name = quote == '`' ? quotedName('`', start) : string(quote, start, true, false);
        return name.kind() == Kind.INVALID
            ? name
            : token(Kind.USER_VARIABLE, "@" + name.text(), "", start);
      }
    }
    while (at < text.length() && (isMySqlNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return token(Kind.USER_VARIABLE, text.substring(start, at), "", start);
  }

  private static boolean isMySqlNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || isDigit(c)
        || c == '_'
        || c == '$'
        || c >= '\u0080';
  }

  // ---------------------------------------------------------------- shared

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** From the opening quote at the current place. */
  private Token string(char quote, int start, boolean backslash, boolean continued) {
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
        value.append(escaped);
      } else if (c != quote) {
        value.append(c);
      } else if (peek(0) == quote) {
        at++;
        value.append(quote);
      } else if (!continued || !continues(quote)) {
        return new Token(Kind.STRING, value.toString(), "", start, at, startLine, startColumn);
      }
    }
    return new Token(Kind.INVALID, "string is not closed", "", start, at, startLine, startColumn);
  }

  /** PostgreSQL joins two literals with nothing but blanks and a line break between them. */
  private boolean continues(char quote) {
    int next = at;
    boolean lineBreak = false;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      lineBreak |= text.charAt(next) == '\n';
      next++;
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

  private Token quotedName(char quote, int start) {
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
      } else if (value.isEmpty()) {
        return new Token(
            Kind.INVALID, "name between quotes is empty", "", start, at, startLine, startColumn);
      } else {
        return new Token(Kind.QUOTED_NAME, value.toString(), "", start, at, startLine, startColumn);
      }
    }
    return new Token(
        Kind.INVALID, "quoted name is not closed", "", start, at, startLine, startColumn);
  }

  /** A literal with more behind it. */
  private Token spanning(Kind kind, String value, Token from, int end) {
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    return new Token(kind, value, "", from.start(), end, from.line(), from.column());
  }

  private Token spanning(Kind kind, String value, int start, int end) {
    int startLine = line;
    int startColumn = start - lineStart + 1;
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    return new Token(kind, value, "", start, end, startLine, startColumn);
  }

  private Token unterminated(int start, String what) {
    return spanning(Kind.INVALID, what + " is not closed", start, text.length());
  }

  private Token invalidCharacter(int start) {
    int character = text.codePointAt(at);
    at += Character.charCount(character);
    String shown =
        Character.isISOControl(character)
            ? String.format(Locale.ROOT, "U+%04X", character)
            : "\"" + Character.toString(character) + "\"";
    return token(Kind.INVALID, "character " + shown + " cannot stand here", "", start);
  }

  private Token sign(int start, int length) {
    at += length;
    String sign = text.substring(start, at);
    return token(Kind.SIGN, sign, sign, start);
  }

  private Token word(int start) {
    String word = text.substring(start, at);
    return token(Kind.WORD, word, Keywords.fold(word), start);
  }

  private Token token(Kind kind, String value, String key, int start) {
    return new Token(kind, value, key, start, at, line, start - lineStart + 1);
  }

  public static String shorten(String value) {
    return value.length() <= 40 ? value : value.substring(0, 39) + "…";
  }
}
