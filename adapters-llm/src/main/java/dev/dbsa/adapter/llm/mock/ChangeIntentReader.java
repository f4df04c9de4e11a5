package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.ChangeIntent.Area;
import dev.dbsa.adapter.llm.mock.ChangeIntent.Kind;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what kind of change the words of a request ask for, before any name is looked up. */
final class ChangeIntentReader {
  private static final Set<String> INSERTS =
      Set.of("insert", "add", "create", "register", "record", "enter", "hire", "store", "save");

  private static final Set<String> DELETES =
      Set.of("delete", "remove", "purge", "wipe", "truncate", "erase", "drop", "empty", "clean");

  /** Verbs of rows that no change of the schema is asked for with. */
  private static final Set<String> ROW_VERBS =
      Set.of(
          "insert",
          "update",
          "purge",
          "truncate",
          "wipe",
          "mark",
          "raise",
          "activate",
          "deactivate",
          "erase",
          "register",
          "double",
          "halve",
          "assign",
          "cancel",
          "approve",
          "archive",
          "move");

  private static final Set<String> UPKEEP =
      Set.of(
          "analyze",
          "analyse",
          "vacuum",
          "reindex",
          "optimize",
          "optimise",
          "defragment",
          "repair",
          "compact");

  private static final Set<String> QUESTIONS =
      Set.of(
          "show", "list", "find", "get", "display", "count", "select", "fetch", "which", "what",
          "who", "how", "where", "when", "why");

  private static final Set<String> COLUMN_NOUNS = Set.of("column", "columns", "field", "fields");

  private final Reading reading;
  private final ScriptMode mode;

  ChangeIntentReader(Reading reading, ScriptMode mode) {
    this.reading = reading;
    this.mode = mode;
  }

  /**
   * Reads what is asked for.
   *
   * @throws Unclear if it is nothing that the mode is for
   */
  ChangeIntent read() throws Unclear {
    int at = verbAt();
    String verb = reading.word(at);
    requireNoProhibition(at);
    Kind kind = kind(at, verb);
    if (kind == null) {
      throw new Unclear(unknown());
    }
    requireMode(kind);
    return new ChangeIntent(kind, verb, at);
  }

  /** The first word after those that only ask for a script. */
  private int verbAt() {
    for (int i = 0; i < reading.size(); i++) {
      boolean symbol = reading.item(i).isKind(Token.Kind.SYMBOL);
      if (!Requests.isPreamble(reading.word(i)) && !symbol) {
        return reading.item(i).isKind(Token.Kind.WORD) ? i : -1;
      }
    }
    return -1;
  }

  /** do not delete: what is not to be done says nothing of what is. */
  private void requireNoProhibition(int at) throws Unclear {
    for (int i = 0; i < Math.min(4, reading.size()); i++) {
      boolean not =
          Set.of("not", "never").contains(reading.word(i)) || reading.word(i).equals("don");
      if (not && i <= at + 1 && Set.of("do", "don", "never").contains(reading.word(0))) {
        throw new Unclear(
            "The request begins with what is not to be done (“"
                + reading.text(0, Math.min(reading.size(), i + 3))
                + "”): which change is wanted?");
      }
    }
  }

  private boolean has(String... words) {
    return reading.hasWord(Set.of(words));
  }

  private @Nullable Kind kind(int at, String verb) throws Unclear {
    return switch (mode) {
      case QUERY -> null;
      case DML -> rows(at, verb);
      case DDL, MIGRATION -> schema(at, verb);
      case MAINTENANCE -> maintenance(at, verb);
    };
  }

  // -- Rows --------------------------------------------------------------------------------------

  private @Nullable Kind rows(int at, String verb) throws Unclear {
    if (UPKEEP.contains(verb)) {
      return Kind.MAINTAIN;
    }
    if (isDefinition(at, verb)) {
      return schema(at, verb);
    }
    boolean known = INSERTS.contains(verb) || DELETES.contains(verb) || UpdatePlanner.isVerb(verb);
    if (QUESTIONS.contains(verb)
        || at < 0
        || !known && Lexicon.isFunctionWord(reading.item(at).first().fold())) {
      return null;
    }
    if (verb.equals("archive")) {
      return Kind.ARCHIVE;
    }
    if (verb.equals("add")
        && reading.isNumber(at + 1)
        && Set.of("to", "%", "percent").contains(reading.word(at + 2))) {
      return Kind.UPDATE;
    }
    if (verb.equals("empty") && !reading.word(at + 1).equals("table")
        || verb.equals("remove") && isPhraseAhead(at, "value", "from")) {
      return Kind.UPDATE;
    }
    if (DELETES.contains(verb)) {
      return Kind.DELETE;
    }
    return INSERTS.contains(verb) ? Kind.INSERT : Kind.UPDATE;
  }

  private boolean isPhraseAhead(int at, String first, String second) {
    return reading.word(at + 1).equals(first) && reading.word(at + 2).equals(second);
  }

  /** add a column, drop the table: nothing of rows. */
  private boolean isDefinition(int at, String verb) {
    if (Set.of("alter", "index", "rename").contains(verb)) {
      return !verb.equals("rename") || namesColumnOrTable(at);
    }
    boolean defines =
        Set.of("add", "create", "drop", "make", "set", "change", "remove", "delete", "update")
            .contains(verb);
    if (!defines) {
      return false;
    }
    for (int i = at + 1; i < Math.min(reading.size(), at + 5); i++) {
      String word = reading.word(i);
      boolean noun =
          COLUMN_NOUNS.contains(word)
              || Set.of("index", "constraint", "foreign").contains(word)
              || word.equals("table") && Set.of("create", "drop", "add", "alter").contains(verb);
      if (noun && !reading.word(i - 1).equals("in")) {
        return true;
      }
      if (reading.item(i).isKind(Token.Kind.SYMBOL)
          || Set.of("of", "to", "in", "for", "from", "where").contains(word)) {
        return false;
      }
    }
    return false;
  }

  private boolean namesColumnOrTable(int at) {
    return COLUMN_NOUNS.contains(reading.word(at + 1)) || reading.word(at + 1).equals("table");
  }

  // -- The schema --------------------------------------------------------------------------------

  private static final Set<String> UNDRAFTED =
      Set.of(
          "trigger",
          "triggers",
          "function",
          "procedure",
          "partition",
          "partitions",
          "partitioning",
          "sequence",
          "extension",
          "grant",
          "revoke",
          "role",
          "privileges",
          "permissions",
          "schema",
          "database");

  private @Nullable Kind schema(int at, String verb) throws Unclear {
    for (int i = Math.max(0, at); i < Math.min(reading.size(), at + 3); i++) {
      if (UNDRAFTED.contains(reading.word(i)) && reading.item(i).isPlainWord()) {
        throw new Unclear(
            "“"
                + reading.item(i).text()
                + "” is nothing that the offline backend drafts: it changes tables, columns, keys,"
                + " conditions, indexes and views. Which of these is wanted?");
      }
    }
    boolean column = has("column", "columns", "field", "fields");
    boolean index = has("index", "indexes", "indices");
    boolean drops = Set.of("drop", "remove", "delete").contains(verb);
    if (UPKEEP.contains(verb)) {
      return Kind.MAINTAIN;
    }
    if (verb.equals("archive")) {
      return Kind.ARCHIVE;
    }
    if (ROW_VERBS.contains(verb) && !(verb.equals("update") && column) && !has("constraint")) {
      return INSERTS.contains(verb) ? Kind.INSERT : Kind.UPDATE;
    }
    if (verb.equals("rename") || has("rename")) {
      return Kind.RENAME;
    }
    if (verb.equals("comment") && isRequirement()) {
      return Kind.CONSTRAIN;
    }
    if (has("comment")
        && Set.of("set", "add", "change", "put", "comment").contains(verb)
        && !column(at)) {
      return Kind.COMMENT;
    }
    if (drops) {
      return index ? Kind.DROP_INDEX : dropped(verb);
    }
    if (Set.of("create", "add", "define", "make").contains(verb)
        && Set.of("view", "materialized").contains(reading.word(at + 1))) {
      return Kind.CREATE_VIEW;
    }
    if (index && Set.of("create", "add", "build", "make", "need").contains(verb)
        || index && at >= 0 && !Set.of("set", "change", "alter").contains(verb)
        || Set.of("speed", "accelerate").contains(verb)) {
      return Kind.CREATE_INDEX;
    }
    if (has("foreign") || isReference(at, verb)) {
      return Kind.ADD_FOREIGN_KEY;
    }
    if (verb.equals("create") && reading.word(at + 1).equals("table")
        || verb.equals("create") && reading.word(at + 2).equals("table")
        || verb.equals("add") && reading.word(at + 1).equals("table")
        || verb.equals("add")
            && reading.word(at + 1).equals("new")
            && reading.word(at + 2).equals("table")) {
      return Kind.CREATE_TABLE;
    }
    if (has("need", "needs", "needed") || hasPhrase("should have") || hasPhrase("must have")) {
      return Kind.ADD;
    }
    if (isRequirement()) {
      return has("characters", "chars", "letters") ? Kind.ALTER : Kind.CONSTRAIN;
    }
    return alteration(verb);
  }

  private @Nullable Kind alteration(String verb) {
    return switch (verb) {
      case "add", "create", "insert", "introduce", "allow", "permit", "accept", "support" ->
          has("null", "nulls", "nullable") && !Set.of("add", "create").contains(verb)
              ? Kind.ALTER
              : Kind.ADD;
      case "set",
          "make",
          "change",
          "alter",
          "widen",
          "extend",
          "enlarge",
          "lengthen",
          "shorten",
          "convert",
          "modify",
          "increase",
          "update",
          "require",
          "limit" ->
          Kind.ALTER;
      case "ensure", "enforce" -> Kind.CONSTRAIN;
      case "comment" -> Kind.COMMENT;
      default -> null;
    };
  }

  private boolean column(int at) {
    return reading.word(at + 1).equals("column") && reading.word(at).equals("add");
  }

  private Kind dropped(String verb) {
    boolean schemaNoun =
        has(
            "column",
            "columns",
            "field",
            "fields",
            "table",
            "tables",
            "constraint",
            "check",
            "default",
            "view",
            "foreign",
            "key");
    // delete customers older than 5 years: rows.
    boolean rows = verb.equals("delete") && !schemaNoun;
    return rows ? Kind.DELETE : Kind.DROP;
  }

  /** trips should reference drivers; link reviews to customers. */
  private boolean isReference(int at, String verb) {
    boolean refers =
        has("reference", "refer")
            && has("should", "must", "let", "shall", "make", "to")
            && !Set.of("add", "create").contains(verb);
    return refers || verb.equals("link") || verb.equals("connect") && at >= 0;
  }

  /** rating must be between 1 and 5; email has to be unique. */
  private boolean isRequirement() {
    return has("must", "shall", "cannot", "should", "ensure", "enforce")
        || has("may", "can") && has("not", "only", "never")
        || hasPhrase("has to")
        || hasPhrase("have to")
        || hasPhrase("needs to");
  }

  private boolean hasPhrase(String phrase) {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isPhrase(i, phrase)) {
        return true;
      }
    }
    return false;
  }

  // -- Maintenance -------------------------------------------------------------------------------

  private @Nullable Kind maintenance(int at, String verb) throws Unclear {
    boolean asks =
        QUESTIONS.contains(verb)
            || QUESTIONS.contains(reading.word(0))
            || Set.of("biggest", "largest", "unused").contains(verb)
            || has("tables") && has("size", "sizes", "biggest", "largest");
    if (asks) {
      return Kind.REPORT;
    }
    boolean index = has("index", "indexes", "indices");
    boolean upkeep =
        has(
            "statistics",
            "stats",
            "vacuum",
            "analyze",
            "analyse",
            "reindex",
            "optimize",
            "optimise",
            "defragment",
            "rebuild",
            "reclaim",
            "bloat",
            "bloated",
            "refresh",
            "repair",
            "corruption",
            "maintenance",
            "compact",
            "shrink");
    if (upkeep || verb.equals("check")) {
      return Kind.MAINTAIN;
    }
    if (index && Set.of("create", "add", "build").contains(verb)) {
      return Kind.CREATE_INDEX;
    }
    if (index && Set.of("drop", "remove", "delete").contains(verb)) {
      return Kind.DROP_INDEX;
    }
    if (DELETES.contains(verb) && !verb.equals("clean")) {
      return Kind.DELETE;
    }
    if (INSERTS.contains(verb) || ROW_VERBS.contains(verb)) {
      return INSERTS.contains(verb) ? Kind.INSERT : Kind.UPDATE;
    }
    if (has("kill", "session", "sessions", "connections", "locks", "running")) {
      throw new Unclear(
          "What acts on the server itself, such as ending queries or sessions, is in no script mode:"
              + " which tables are to be looked after?");
    }
    return Set.of("alter", "rename").contains(verb) ? Kind.ALTER : null;
  }

  // -- Whether the mode is for it ----------------------------------------------------------------

  private static final Map<Area, String> MODES =
      Map.of(Area.ROWS, "dml", Area.SCHEMA, "ddl or migration", Area.MAINTENANCE, "maintenance");

  private void requireMode(Kind kind) throws Unclear {
    boolean fits =
        switch (mode) {
          case QUERY -> false;
          case DML -> kind.area() == Area.ROWS;
          case DDL -> kind.area() == Area.SCHEMA;
          // A table for the rows that are moved is a definition.
          case MIGRATION -> kind.area() == Area.SCHEMA || kind == Kind.ARCHIVE;
          case MAINTENANCE ->
              kind.area() == Area.MAINTENANCE
                  || kind == Kind.CREATE_INDEX
                  || kind == Kind.DROP_INDEX;
        };
    if (!fits) {
      throw new Unclear(
          "The request does not fit the script mode "
              + mode.label()
              + ". Should it be drafted in the mode "
              + MODES.get(kind.area())
              + "?");
    }
  }

  private String unknown() {
    String word = reading.size() == 0 ? "" : reading.item(0).text();
    boolean asks = QUESTIONS.contains(reading.word(0));
    return switch (mode) {
      case QUERY, DML ->
          asks
              ? "The request asks for no change of rows, but the script mode is dml. Should it be"
                  + " drafted in the mode query?"
              : "Which change of rows is wanted (“"
                  + word
                  + "” does not tell): insert, update, delete or archive them?";
      case DDL, MIGRATION ->
          asks
              ? "The request asks for no change of the schema, but the script mode is "
                  + mode.label()
                  + ". Should it be drafted in the mode query?"
              : "Which change of the schema is wanted (“"
                  + word
                  + "” does not tell): a new table, column, index, key or condition, another type or"
                  + " name, or that something is dropped?";
      case MAINTENANCE ->
          "Which maintenance is wanted: renew statistics (analyze), reclaim space (vacuum,"
              + " optimize), rebuild indexes (reindex)?";
    };
  }
}
