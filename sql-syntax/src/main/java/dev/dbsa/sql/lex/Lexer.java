package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private static final List<String> MYSQL_SIGNS =
      List.of("<=>", "->>", ":=", "<<", ">>", "<=", ">=", "<>", "!=", "&&", "||", "->");

  private final String text;
  private Server server;
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean inVersionComment;
  private @Nullable Token previous;

  /** What a look ahead found that is no token. */
  private @Nullable Token pending;

  /** The next character that no encoding of the server can hold; the text's length if none. */
  private int unencodable;

  /** Where the last character beyond ASCII stands; -2 before anybody asked. */
  private int lastBeyondAscii = -2;

  private int unencodableLine = 1;
  private int unencodableLineStart;

  /**
   * PostgreSQL's operators are cut from runs of signs; this is the run around the current place.
   */
  private int runEnd;

  private int lastSpecial;
  private int lastOrdinary;

  /** A comment, for those that speak to us. */
  record Comment(String text, int line) {}

  Lexer(String text, Server server) {
    this.text = text;
    this.server = server;
    findUnencodable(0);
  }

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

  private @Nullable Token skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        newLine();
      } else if (isBlank(c) || c == '\uFEFF' && at == 0) {
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

  /** A vertical tab is a blank to MySQL, and to PostgreSQL since version 16. */
  private boolean isBlank(char c) {
    return c == ' '
        || c >= '\t' && c <= '\r' && (c != '\u000b' || !server.isPostgres() || isPostgres(16));
  }

  /** Whether the server is a PostgreSQL of that major version or a later one. */
  private boolean isPostgres(int major) {
    return server.isPostgres() && (server.version() == 0 || server.version() >= major * 10_000);
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
    while (at < text.length()
        && text.charAt(at) != '\n'
        && !(text.charAt(at) == '\r' && server.isPostgres())) {
      at++;
    }
    comments.add(new Comment(text.substring(start + from, at), line));
  }

  private @Nullable Token blockComment() {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    boolean version = !server.isPostgres() && isVersionComment();
    if (at > start) {
      return null;
    }
    // A version comment for other servers may hold a comment, an ordinary one of MySQL none.
    int deepest = server.isPostgres() ? Integer.MAX_VALUE : version ? 2 : 1;
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

  /**
   * {@code /*!80013 …}: code for servers of that version and later, a comment for others. Goes
   * behind its opening where it is code.
   */
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
    // To MySQL a sixth digit belongs to the version where a blank follows it.
    if (digits - body == 6
        && !server.isMariaDb()
        && !(digits < text.length() && isBlank(text.charAt(digits)))) {
      digits--;
    }
    if (digits - body >= 5) {
      int version = Integer.parseInt(text.substring(body, digits));
      // MariaDB takes no part in what is meant for MySQL since they went different ways.
      boolean mySqlOnly =
          server.isMariaDb() && !mariaOnly && version >= 50_700 && version <= 99_999;
      if (version > server.version() || mySqlOnly) {
        return true;
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
          return bitString(string('\'', start, false, true), c);
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
        return unicodeLiteral(
            quote == '"' ? quotedName('"', start) : string('\'', start, false, true));
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
    if (text.regionMatches(true, at, "uescape", 0, 7) && !isPostgresNamePart(peek(7))) {
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

  /** Of the same place, up to where the lexer is now. */
  private Token changed(Token token, Kind kind, String value) {
    return new Token(kind, value, "", token.start(), at, token.line(), token.column());
  }

  /** PostgreSQL looks at the digits; MySQL wants two for each byte as well. */
  private Token bitString(Token string, char type) {
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
    if (hexadecimal && !server.isPostgres() && digits.length() % 2 != 0) {
      return changed(string, Kind.INVALID, "hexadecimal digits come in pairs");
    }
    return changed(string, Kind.BIT_STRING, digits);
  }

  private Token postgresOperator(int start) {
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
    while (end < text.length() && POSTGRES_OPERATOR.indexOf(text.charAt(end)) >= 0) {
      char c = text.charAt(end);
      if (end > at && (text.startsWith("--", end) || text.startsWith("/*", end))) {
        break;
      }
      if (POSTGRES_OPERATOR_SPECIAL.indexOf(c) >= 0) {
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
      if (end < text.length() && isPostgresNameStart(text.charAt(end)) && isPostgres(15)) {
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
    int base = radix == 'x' ? 16 : radix == 'o' ? 8 : radix == 'b' ? 2 : 10;
    if (c == '0' && base != 10 && isPostgres(16)) {
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
    if (at < text.length() && isPostgresNameStart(text.charAt(at)) && isPostgres(15)) {
      return trailingJunk(start);
    }
    return token(kind, text.substring(start, at), "", start);
  }

  /** Digits; PostgreSQL takes one underscore before each since version 16. */
  private void digits(int base) {
    while (at < text.length()
        && (isDigit(text.charAt(at), base)
            || text.charAt(at) == '_' && isDigit(peek(1), base) && isPostgres(16))) {
      at++;
    }
  }

  private static boolean isDigit(char c, int base) {
    return c < '\u0080' && Character.digit(c, base) >= 0;
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
    digits(10);
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
          return bitString(string('\'', start, false, false), c);
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
      if (server.isMariaDb() && !isBasic(start, at)) {
        return token(Kind.INVALID, "a name cannot hold characters beyond U+FFFF", "", start);
      }
      if (peek(0) == '.' && isMySqlNamePart(peek(1))) {
        // What is followed by a dot and a name is a name, reserved or not.
        return token(Kind.WORD, text.substring(start, at), "", start);
      }
      return word(start);
    }
    if (c == '\\' && next == 'N' && server.isMariaDb()) {
      at += 2;
      return token(Kind.WORD, "\\N", "null", start);
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

  private boolean isBasic(int from, int end) {
    for (int i = from; i < end; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
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
      digits(10);
    }
    boolean exponent = exponent();
    if (fraction && !exponent && Character.toLowerCase(peek(0)) == 'e') {
      at++;
      return token(Kind.INVALID, "an exponent without digits cannot stand here", "", start);
    }
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
      if (at == start + 2) {
        return token(Kind.INVALID, "@@ must be followed by a name", "", start);
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
        if (server.isPostgres()) {
          value.append(c).append(escaped);
        } else {
          unescape(escaped, value);
        }
      } else if (c != quote) {
        value.append(c);
      } else if (peek(0) == quote) {
        at++;
        value.append(quote);
      } else if (!continued || !continues(quote)) {
        Kind kind = Kind.STRING;
        String decoded = value.toString();
        if (backslash && server.isPostgres()) {
          PostgresEscapes.Decoded result = PostgresEscapes.backslashes(decoded);
          @Nullable String error = result.error();
          kind = error == null ? Kind.STRING : Kind.INVALID;
          decoded = error == null ? result.value() : error;
        }
        return new Token(kind, decoded, "", start, at, startLine, startColumn);
      }
    }
    return new Token(Kind.INVALID, "string is not closed", "", start, at, startLine, startColumn);
  }

  /** MySQL's escapes; a pattern's {@code \%} and {@code \_} stay as they are. */
  private static void unescape(char c, StringBuilder value) {
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case '0' -> value.append('\0');
      case 'Z' -> value.append('\u001a');
      case '%', '_' -> value.append('\\').append(c);
      default -> value.append(c);
    }
  }

  /**
   * PostgreSQL joins two literals with nothing but blanks, comments to the end of a line and at
   * least one line break between them.
   */
  private boolean continues(char quote) {
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
      } else if (value.indexOf("\0") >= 0
          || server.isMariaDb() && text.charAt(start) != '@' && !isBasic(start, at)) {
        return new Token(
            Kind.INVALID,
            "a quoted name cannot hold U+0000 or, on MariaDB, characters beyond U+FFFF",
            "",
            start,
            at,
            startLine,
            startColumn);
      } else if (value.isEmpty() && !(text.charAt(start) == '@' && !server.isMariaDb())) {
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
