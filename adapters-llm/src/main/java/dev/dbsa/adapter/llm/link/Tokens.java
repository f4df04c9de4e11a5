package dev.dbsa.adapter.llm.link;

import dev.dbsa.adapter.llm.link.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a request into pieces. Reads every text, in time linear in its length. */
public final class Tokens {
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
              + "(?:[T ](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?)?(?![\\w-])");

  private static final Pattern GROUPED_NUMBER =
      Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,18})?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,18})?");
  private static final Pattern MAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}_%+-]{1,64}(?:\\.[\\p{L}\\p{N}_%+-]{1,64}){0,8}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");

  private static final List<String> LONG_SYMBOLS = List.of("<=", ">=", "<>", "!=", "==");

  private final String text;
  private final Predicate<String> knownWord;
  private final int longestKnownWord;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text, Predicate<String> knownWord, int longestKnownWord) {
    this.text = text;
    this.knownWord = knownWord;
    this.longestKnownWord = longestKnownWord;
  }

  /**
   * The pieces of a request, in order.
   *
   * @param knownWord whether a folded word of a script without spaces is a word; runs of such
   *     characters are cut at the longest known words
   * @param longestKnownWord the length of the longest such word, in UTF-16 units
   */
  public static List<Token> of(String text, Predicate<String> knownWord, int longestKnownWord) {
    Tokens reader = new Tokens(text, knownWord, longestKnownWord);
    reader.read();
    return List.copyOf(reader.tokens);
  }

  private void read() {
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        at += Character.charCount(c);
      } else if (!readQuoted(c) && !readNumber(c) && !readMail(c) && !readWord(c)) {
        readSymbol(c);
      }
    }
  }

  private boolean readQuoted(int c) {
    char close =
        switch (c) {
          case '\'' -> '\'';
          case '‘' -> '’';
          case '“' -> '”';
          case '„' -> '“';
          case '«' -> '»';
          case '「' -> '」';
          case '"' -> '"';
          case '`' -> '`';
          default -> 0;
        };
    if (close == 0) {
      return false;
    }
    if (c == '\'' && at > 0 && Words.isWordPart(text.codePointBefore(at))) {
      // An apostrophe: customer's, don't.
      at++;
      if (text.startsWith("s", at) && !isWordAt(at + 1)) {
        at++;
      }
      return true;
    }
    StringBuilder content = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char d = text.charAt(i);
      if (d != close) {
        content.append(d);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == close && close == c) {
        content.append(d);
        i++;
      } else if (!isWordAt(i + 1)) {
        Kind kind = c == '"' || c == '`' ? Kind.QUOTED : Kind.VALUE;
        if (!content.isEmpty()) {
          add(kind, content.toString(), at, i + 1);
        }
        at = i + 1;
        return true;
      } else {
        content.append(d);
      }
    }
    // No closing quote: it is not one.
    at += Character.charCount(c);
    return true;
  }

  private boolean isWordAt(int index) {
    return index < text.length() && Words.isWordPart(text.codePointAt(index));
  }

  private boolean readNumber(int c) {
    boolean sign =
        c == '-'
            && at + 1 < text.length()
            && isAsciiDigit(text.charAt(at + 1))
            && (at == 0 || !Words.isWordPart(text.codePointBefore(at)));
    if (!isAsciiDigit(c) && !sign) {
      return false;
    }
    Matcher date = DATE.matcher(text).region(at, text.length()).useTransparentBounds(true);
    if (date.lookingAt()) {
      add(Kind.DATE, date.group(), at, date.end());
      at = date.end();
      return true;
    }
    for (Pattern pattern : List.of(GROUPED_NUMBER, NUMBER)) {
      Matcher number = pattern.matcher(text).region(at, text.length());
      if (number.lookingAt() && !isWordAt(number.end()) && !isUnderscore(number.end())) {
        String digits = number.group().replace(",", "");
        if (digits.length() <= 38) {
          add(Kind.NUMBER, digits, at, number.end());
          at = number.end();
          return true;
        }
      }
    }
    if (sign) {
      return false;
    }
    return readWord(c);
  }

  private boolean isUnderscore(int index) {
    return index < text.length() && text.charAt(index) == '_';
  }

  private static boolean isAsciiDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private boolean readMail(int c) {
    if (!Character.isLetterOrDigit(c)) {
      return false;
    }
    Matcher mail = MAIL.matcher(text).region(at, Math.min(text.length(), at + 320));
    if (!mail.lookingAt()) {
      return false;
    }
    add(Kind.VALUE, mail.group(), at, mail.end());
    at = mail.end();
    return true;
  }

  private boolean readWord(int first) {
    if (!Words.isWordPart(first) && first != '_') {
      return false;
    }
    int start = at;
    boolean unspaced = Words.isUnspaced(first);
    int end = at;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean joins = Words.isWordPart(c) || c == '_' || (c == '$' && end > start);
      if (!joins || Words.isUnspaced(c) != unspaced && !isMark(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    if (unspaced) {
      readUnspaced(start, end);
    } else if (text.startsWith("-mail", end) && text.substring(start, end).equalsIgnoreCase("e")) {
      // The one hyphen that is worth knowing.
      end += 5;
      while (end < text.length() && Words.isWordPart(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      addWord(text.substring(start, end).replace("-", ""), start, end);
    } else {
      addWord(text.substring(start, end), start, end);
    }
    at = end;
    return true;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT
        || c == '_';
  }

  /** Cuts at the longest known words; what lies between them stays together. */
  private void readUnspaced(int start, int end) {
    int unknownFrom = start;
    int i = start;
    while (i < end) {
      int wordEnd = Math.min(end, i + longestKnownWord);
      while (wordEnd > i && !knownWord.test(Words.fold(text.substring(i, wordEnd)))) {
        wordEnd--;
      }
      if (wordEnd > i) {
        if (unknownFrom < i) {
          addWord(text.substring(unknownFrom, i), unknownFrom, i);
        }
        addWord(text.substring(i, wordEnd), i, wordEnd);
        i = wordEnd;
        unknownFrom = i;
      } else {
        i += Character.charCount(text.codePointAt(i));
      }
    }
    if (unknownFrom < end) {
      addWord(text.substring(unknownFrom, end), unknownFrom, end);
    }
  }

  private void readSymbol(int c) {
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(Kind.SYMBOL, symbol, at, at + symbol.length());
        at += symbol.length();
        return;
      }
    }
    int end = at + Character.charCount(c);
    add(Kind.SYMBOL, text.substring(at, end), at, end);
    at = end;
  }

  private void addWord(String word, int start, int end) {
    tokens.add(new Token(Kind.WORD, word, Words.fold(word), Words.stems(word), start, end));
  }

  private void add(Kind kind, String content, int start, int end) {
    List<String> stems =
        kind == Kind.QUOTED || kind == Kind.VALUE ? Words.stems(content) : List.of();
    tokens.add(new Token(kind, content, Words.fold(content), stems, start, end));
  }
}
