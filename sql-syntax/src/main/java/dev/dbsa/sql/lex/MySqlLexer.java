package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scanner of MySQL and MariaDB, as in their sql_lex.cc. */
final class MySqlLexer extends Lexer {
  private static final List<String> SIGNS =
      List.of("<=>", "->>", ":=", "<<", ">>", "<=", ">=", "<>", "!=", "&&", "||", "->");

  /** What {@link #codeAt} answers for a comment that holds no code, or none for this server. */
  private static final int ORDINARY = -1;

  private static final int FOR_OTHERS = -2;

  MySqlLexer(String text, Server server) {
    super(text, server);
  }

  @Override
  boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  @Override
  int lineCommentOpening() {
    char c = text.charAt(at);
    return c == '#' ? 1 : c == '-' && peek(1) == '-' && isDashComment() ? 2 : 0;
  }

  @Override
  boolean endsLineComment(char c) {
    return c == '\n';
  }

  /** A version comment for other servers may hold a comment, an ordinary one none. */
  @Override
  int commentDepth() {
    return codeAt() == FOR_OTHERS ? 2 : 1;
  }

  @Override
  boolean openCode() {
    int code = codeAt();
    if (code < 0) {
      return false;
    }
    at = code;
    return true;
  }

  /** MySQL wants a blank or control character behind the dashes, so that 5--1 is 6. */
  private boolean isDashComment() {
    return at + 2 >= text.length() || text.charAt(at + 2) <= ' ';
  }

  /**
   * Where the code begins in {@code /*!80013 …}, which is code for servers of that version and
   * later and a comment for others.
   */
  private int codeAt() {
    int body = at + 2;
    boolean mariaOnly = peek(2) == 'M' && peek(3) == '!';
    if (mariaOnly) {
      if (!server.isMariaDb()) {
        return ORDINARY;
      }
      body++;
    }
    if (body >= text.length() || text.charAt(body) != '!') {
      return ORDINARY;
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
    if (digits - body < 5) {
      return body;
    }
    int version = Integer.parseInt(text.substring(body, digits));
    // MariaDB takes no part in what is meant for MySQL since they went different ways.
    boolean mySqlOnly = server.isMariaDb() && !mariaOnly && version >= 50_700 && version <= 99_999;
    return version > server.version() || mySqlOnly ? FOR_OTHERS : digits;
  }

  @Override
  Token scan(char c, int start) {
    char next = peek(1);
    if (next == '\'') {
      switch (c) {
        case 'n', 'N' -> {
          at++;
          return string('\'', start, server.backslashEscapes());
        }
        case 'b', 'B', 'x', 'X' -> {
          at++;
          return pairs(bitString(string('\'', start, false), c), c);
        }
        default -> {}
      }
    }
    boolean behindDot = previous != null && previous.is(".") && previous.end() == at;
    if (isDigit(c) && !behindDot) {
      return number(start);
    }
    if (c == '.' && isDigit(next) && !behindName()) {
      return number(start);
    }
    if (isNamePart(c)) {
      if (c == '$' && server.version() >= 90000 && !server.isMariaDb()) {
        Token quoted = dollarString(start);
        if (quoted != null) {
          return quoted;
        }
      }
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      if (server.isMariaDb() && !isBasic(start, at)) {
        return token(Kind.INVALID, "a name cannot hold characters beyond U+FFFF", "", start);
      }
      if (peek(0) == '.' && isNamePart(peek(1))) {
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
        return string('\'', start, server.backslashEscapes());
      case '"':
        return server.ansiQuotes()
            ? quotedName('"', start)
            : string('"', start, server.backslashEscapes());
      case '`':
        return quotedName('`', start);
      case '?':
        at++;
        return token(Kind.PARAMETER, "?", "", start);
      case '@':
        return variable(start);
      default:
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        return sign(start, sign.length());
      }
    }
    return "+-*/%=<>!~^&|(),.;:{}".indexOf(c) >= 0 ? sign(start, 1) : invalidCharacter(start);
  }

  /** Hexadecimal digits come two for each byte. */
  private Token pairs(Token string, char type) {
    boolean odd = string.kind() == Kind.BIT_STRING && string.text().length() % 2 != 0;
    return odd && (type == 'x' || type == 'X')
        ? changed(string, Kind.INVALID, "hexadecimal digits come in pairs")
        : string;
  }

  /** Without characters beyond U+FFFF. */
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

  /** The body of a routine in another language; {@code null} if no such text begins here. */
  private @Nullable Token dollarString(int start) {
    int end = at + 1;
    while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
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

  private Token number(int start) {
    int end = at;
    if (text.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'b')) {
      int radix = peek(1) == 'x' ? 16 : 2;
      end = at + 2;
      while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
        end++;
      }
      if (end > at + 2 && (end >= text.length() || !isNamePart(text.charAt(end)))) {
        at = end;
        return token(Kind.BIT_STRING, text.substring(start, end), "", start);
      }
      end = at;
    }
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean fraction = end < text.length() && text.charAt(end) == '.';
    if (!fraction && end < text.length() && isNamePart(text.charAt(end))) {
      // A name may begin with digits, unless they read as a number in exponent form.
      at = end;
      if (exponent()) {
        return token(Kind.DECIMAL, text.substring(start, at), "", start);
      }
      while (at < text.length() && isNamePart(text.charAt(at))) {
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
      while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '`') {
        quotedName('`', start);
      }
      if (at == start + 2 || text.charAt(start + 2) == '.') {
        return token(Kind.INVALID, "@@ must be followed by a name", "", start);
      }
      return token(Kind.SYSTEM_VARIABLE, text.substring(start, at), "", start);
    }
    if (at < text.length()) {
      char quote = text.charAt(at);
      if (quote == '`' || quote == '\'' || quote == '"') {
        Token name = quote == '`' ? quotedName('`', start) : string(quote, start, true);
        return name.kind() == Kind.INVALID
            ? name
            : token(Kind.USER_VARIABLE, "@" + name.text(), "", start);
      }
    }
    while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return token(Kind.USER_VARIABLE, text.substring(start, at), "", start);
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || isDigit(c)
        || c == '_'
        || c == '$'
        || c >= '\u0080';
  }

  /** MySQL's escapes; a pattern's {@code \%} and {@code \_} stay as they are. */
  @Override
  void escape(char c, StringBuilder value) {
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

  @Override
  PostgresEscapes.Decoded decoded(String value) {
    return new PostgresEscapes.Decoded(value, null);
  }

  @Override
  boolean continues(char quote) {
    return false;
  }

  @Override
  @Nullable String quotedNameError(String name, int start) {
    boolean variable = text.charAt(start) == '@';
    if (name.indexOf('\0') >= 0 || server.isMariaDb() && !variable && !isBasic(start, at)) {
      return "a quoted name cannot hold U+0000 or, on MariaDB, characters beyond U+FFFF";
    }
    return name.isEmpty() && !(variable && !server.isMariaDb()) ? EMPTY_NAME : null;
  }
}
