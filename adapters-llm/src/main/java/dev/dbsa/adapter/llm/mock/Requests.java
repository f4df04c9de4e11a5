package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import java.util.Map;
import java.util.Set;

/** What kind of script the words of a request ask for. */
final class Requests {
  /** What a verb asks for. */
  enum Kind {
    READ,
    /** Rows: insert, update, delete. */
    CHANGE_ROWS,
    CHANGE_SCHEMA,
    MAINTAIN,
    /** Rows or the schema; the words that follow tell. */
    CHANGE
  }

  private static final Map<String, Kind> VERBS =
      Map.ofEntries(
          Map.entry("show", Kind.READ),
          Map.entry("list", Kind.READ),
          Map.entry("find", Kind.READ),
          Map.entry("get", Kind.READ),
          Map.entry("display", Kind.READ),
          Map.entry("count", Kind.READ),
          Map.entry("select", Kind.READ),
          Map.entry("fetch", Kind.READ),
          Map.entry("insert", Kind.CHANGE_ROWS),
          Map.entry("update", Kind.CHANGE_ROWS),
          Map.entry("delete", Kind.CHANGE_ROWS),
          Map.entry("purge", Kind.CHANGE_ROWS),
          Map.entry("truncate", Kind.CHANGE_ROWS),
          Map.entry("wipe", Kind.CHANGE_ROWS),
          Map.entry("mark", Kind.CHANGE_ROWS),
          Map.entry("increase", Kind.CHANGE_ROWS),
          Map.entry("decrease", Kind.CHANGE_ROWS),
          Map.entry("raise", Kind.CHANGE_ROWS),
          Map.entry("reduce", Kind.CHANGE_ROWS),
          Map.entry("activate", Kind.CHANGE_ROWS),
          Map.entry("deactivate", Kind.CHANGE_ROWS),
          Map.entry("enable", Kind.CHANGE_ROWS),
          Map.entry("disable", Kind.CHANGE_ROWS),
          Map.entry("remove", Kind.CHANGE),
          Map.entry("set", Kind.CHANGE),
          Map.entry("change", Kind.CHANGE),
          Map.entry("add", Kind.CHANGE),
          Map.entry("create", Kind.CHANGE),
          Map.entry("make", Kind.CHANGE),
          Map.entry("alter", Kind.CHANGE_SCHEMA),
          Map.entry("drop", Kind.CHANGE_SCHEMA),
          Map.entry("rename", Kind.CHANGE_SCHEMA),
          Map.entry("index", Kind.CHANGE_SCHEMA),
          Map.entry("analyze", Kind.MAINTAIN),
          Map.entry("analyse", Kind.MAINTAIN),
          Map.entry("vacuum", Kind.MAINTAIN),
          Map.entry("reindex", Kind.MAINTAIN),
          Map.entry("rebuild", Kind.MAINTAIN),
          Map.entry("optimize", Kind.MAINTAIN),
          Map.entry("optimise", Kind.MAINTAIN),
          Map.entry("defragment", Kind.MAINTAIN),
          Map.entry("refresh", Kind.MAINTAIN),
          Map.entry("check", Kind.MAINTAIN),
          Map.entry("repair", Kind.MAINTAIN));

  private static final Set<String> SCHEMA_NOUNS =
      Set.of(
          "column",
          "columns",
          "field",
          "index",
          "table",
          "constraint",
          "view",
          "schema",
          "database",
          "foreign",
          "unique",
          "nullable",
          "type",
          "datatype");

  /** Words before the verb: could you please, I want to. */
  private static final Set<String> PREAMBLE =
      Set.of(
          "could",
          "can",
          "would",
          "will",
          "you",
          "i",
          "we",
          "want",
          "need",
          "like",
          "to",
          "now",
          "just",
          "then",
          "let",
          "s",
          "us",
          "help",
          "me",
          "please",
          "kindly",
          "must",
          "should",
          "have",
          "script",
          "write",
          "generate",
          "draft",
          "sql",
          "statement",
          "query",
          "that",
          "which",
          "for",
          "hi",
          "hello",
          "also",
          "d");

  private Requests() {}

  /** Whether the word only leads to the one that says what is wanted. */
  static boolean isPreamble(String word) {
    return PREAMBLE.contains(word);
  }

  static boolean isVerb(String word) {
    return VERBS.containsKey(word);
  }

  /** Where the verb stands; -1 where there is none. */
  static int verbAt(Reading reading) {
    int known = reading.verbAt();
    if (known >= 0) {
      return known;
    }
    for (int i = 0; i < reading.size(); i++) {
      String word = reading.word(i);
      if (isVerb(word)) {
        return i;
      }
      boolean symbol = reading.item(i).isKind(Token.Kind.SYMBOL);
      if (!PREAMBLE.contains(word) && !symbol) {
        return -1;
      }
    }
    return -1;
  }

  /** What the request asks for, by its first verb; reading where it has none. */
  static Kind kind(Reading reading) {
    int verb = verbAt(reading);
    if (verb < 0) {
      return Kind.READ;
    }
    Kind kind = VERBS.getOrDefault(reading.word(verb), Kind.READ);
    if (Set.of("delete", "update").contains(reading.word(verb))
        && Set.of("column", "table", "index").contains(reading.word(verb + 1))) {
      return Kind.CHANGE_SCHEMA;
    }
    return kind == Kind.CHANGE ? kindOfChange(reading, verb) : kind;
  }

  private static Kind kindOfChange(Reading reading, int verb) {
    String word = reading.word(verb);
    if (word.equals("add") && reading.word(verb + 1).equals("up")) {
      return Kind.READ;
    }
    for (int i = verb + 1; i < Math.min(reading.size(), verb + 12); i++) {
      if (SCHEMA_NOUNS.contains(reading.word(i))) {
        return Kind.CHANGE_SCHEMA;
      }
    }
    return Kind.CHANGE;
  }

  /** A change that a request asks for beside reading; empty where it does not. */
  static String hiddenChange(Reading reading) {
    for (int i = 1; i < reading.size(); i++) {
      String word = reading.word(i);
      Kind kind = VERBS.getOrDefault(word, Kind.READ);
      boolean afterBreak =
          Set.of("and", "then", "also").contains(reading.word(i - 1))
              || reading.item(i - 1).isSymbol(";")
              || reading.item(i - 1).isSymbol(".");
      boolean statement =
          Set.of("drop", "truncate", "alter", "delete", "insert", "update").contains(word)
              && Set.of("table", "database", "schema", "from", "into", "everything", "all")
                  .contains(reading.word(i + 1));
      boolean strong =
          kind(reading) != Kind.READ
              || Set.of("delete", "drop", "truncate", "insert", "alter", "purge", "wipe", "update")
                  .contains(word)
              || SCHEMA_NOUNS.contains(reading.word(i + 1))
              || SCHEMA_NOUNS.contains(reading.word(i + 2));
      if (kind != Kind.READ
          && strong
          && kind != Kind.MAINTAIN
          && (afterBreak || statement)
          && reading.item(i).table() == null) {
        return word;
      }
    }
    return "";
  }
}
