package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Name;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a reviewer of the text does not see: invisible characters, ones that turn the direction of
 * writing (CVE-2021-42574), and names in letters that only look like those of a real name.
 */
final class HiddenText {
  private static final int MOST = 5;

  /** Blanks by their looks alone: Hangul fillers and the empty Braille pattern. */
  private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

  /** Cyrillic and Greek letters with the Latin ones that they look like; the pairs in order. */
  private static final Map<Character, Character> LATIN =
      pairs(
          "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0455s\u0458j\u04BBh\u0501d"
              + "\u051Bq\u051Dw\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T"
              + "\u0423Y\u0425X\u0406I\u0405S\u0408J\u03BFo\u03B1a\u03BDv\u03B9i\u03C1p\u03C5u\u0391A"
              + "\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y"
              + "\u03A7X");

  private final List<ScriptStatement> statements;
  private final String text;
  private final List<Finding> findings = new ArrayList<>();

  private HiddenText(List<ScriptStatement> statements, String text) {
    this.statements = statements;
    this.text = text;
  }

  private static Map<Character, Character> pairs(String text) {
    Map<Character, Character> pairs = new LinkedHashMap<>();
    for (int i = 0; i < text.length(); i += 2) {
      pairs.put(text.charAt(i), text.charAt(i + 1));
    }
    return pairs;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** A few of each kind, in the order of the script. */
  static List<Finding> in(ScriptSplitter.Script script, String text, SchemaState schema) {
    if (isPlain(text)) {
      return List.of();
    }
    HiddenText hidden = new HiddenText(script.statements(), text);
    hidden.characters();
    hidden.names(schema);
    return hidden.findings;
  }

  // ---------------------------------------------------------------- characters

  private void characters() {
    int line = 1;
    int lineStart = 0;
    int before = 0;
    int found = 0;
    for (int i = 0; i < text.length() && found < MOST; i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      // A byte order mark is none of the text.
      if (isHidden(c, before) && !(i == 0 && c == 0xFEFF)) {
        findings.add(character(c, line, i - lineStart + 1));
        found++;
      }
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      }
      before = c;
    }
  }

  private static boolean isHidden(int c, int before) {
    if (c == 0 || FILLERS.indexOf(c) >= 0) {
      return true;
    }
    // Joiners belong to the writing of several languages, and to emoji.
    boolean joiner = (c == 0x200C || c == 0x200D) && before > 127;
    return Character.getType(c) == Character.FORMAT && !joiner;
  }

  private Finding character(int c, int line, int column) {
    boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return new Finding(
        FindingRule.HIDDEN_CHARACTER.id(),
        FindingRule.HIDDEN_CHARACTER.category(),
        FindingRule.HIDDEN_CHARACTER.severity(),
        String.format(Locale.ROOT, "The character U+%04X ", c)
            + (turns
                ? "turns the direction of writing: the text is not what it looks like"
                : c == 0 ? "hides what follows in many tools" : "cannot be seen"),
        "Take it out; where a value needs it, write it as an escape.",
        new Position(statement(line), line, column),
        null);
  }

  /** The statement that a line belongs to; the last one behind all of them. */
  private int statement(int line) {
    for (ScriptStatement statement : statements) {
      if (statement.tokens().getLast().line() >= line) {
        return statement.number();
      }
    }
    return Math.max(1, statements.size());
  }

  // ---------------------------------------------------------------- names

  private void names(SchemaState schema) {
    Set<String> plain = new HashSet<>();
    for (ScriptStatement statement : statements) {
      for (Token token : statement.tokens()) {
        if (token.isName() && isAscii(token.text())) {
          plain.add(token.text().toLowerCase(Locale.ROOT));
        }
      }
    }
    Set<String> told = new HashSet<>();
    for (ScriptStatement statement : statements) {
      for (Token token : statement.tokens()) {
        if (told.size() < MOST && token.isName() && !isAscii(token.text())) {
          String seen = seen(token.text());
          if (isAscii(seen)
              && (isMixed(token.text()) || isKnown(seen, plain, schema))
              && told.add(token.text())) {
            findings.add(name(statement, token, seen));
          }
        }
      }
    }
  }

  /** As the name looks: compatible forms and other alphabets in Latin letters. */
  private static String seen(String name) {
    String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
    StringBuilder seen = new StringBuilder(compatible.length());
    for (int i = 0; i < compatible.length(); i++) {
      char c = compatible.charAt(i);
      if (!isHidden(c, 0)) {
        seen.append(LATIN.getOrDefault(c, c));
      }
    }
    return seen.toString();
  }

  private static boolean isMixed(String name) {
    return name.chars().anyMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
  }

  private static boolean isKnown(String name, Set<String> plain, SchemaState schema) {
    return plain.contains(name.toLowerCase(Locale.ROOT))
        || schema.find(List.of(new Name(0, name, true))) instanceof Lookup.Found;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private Finding name(ScriptStatement statement, Token token, String seen) {
    return new Finding(
        FindingRule.LOOK_ALIKE_NAME.id(),
        FindingRule.LOOK_ALIKE_NAME.category(),
        FindingRule.LOOK_ALIKE_NAME.severity(),
        "The name " + token.text() + " looks like " + seen + ", and is another one",
        "Write it in Latin letters, if " + seen + " is meant.",
        new Position(statement.number(), token.line(), token.column()),
        token.text());
  }
}
