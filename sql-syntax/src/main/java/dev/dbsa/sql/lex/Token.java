package dev.dbsa.sql.lex;

/**
 * One word, literal or sign of a script.
 *
 * @param text a word as it is written, a quoted name or string without its quotes and escapes, any
 *     other token as it is written
 * @param key for an unquoted word its lower-case form, for an operator or sign the sign itself,
 *     empty otherwise: what the grammars compare
 * @param start offset of the first UTF-16 unit in the script
 * @param end offset behind the last unit
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 */
public record Token(Kind kind, String text, String key, int start, int end, int line, int column) {
  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    /** MySQL's {@code $$…$$}: the body of a routine, never a value. */
    DOLLAR_STRING,
    /** A bit or hexadecimal string such as {@code x'1F'}. */
    BIT_STRING,
    INTEGER,
    DECIMAL,
    /** A place for a value: {@code $1} or {@code ?}. */
    PARAMETER,
    /** MySQL's {@code @name}. */
    USER_VARIABLE,
    /** MySQL's {@code @@name}. */
    SYSTEM_VARIABLE,
    /** An operator or a sign. */
    SIGN,
    /** A character that no token begins with, or a literal that does not end. */
    INVALID,
    END
  }

  /** Whether the token is this sign or, unquoted, this word (in lower case). */
  public boolean is(String word) {
    return key.equals(word);
  }

  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  public boolean isEnd() {
    return kind == Kind.END;
  }
}
