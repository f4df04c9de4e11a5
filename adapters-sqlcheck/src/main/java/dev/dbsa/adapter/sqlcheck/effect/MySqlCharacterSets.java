package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.FurtherObjects.Installed;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Character sets, collations and storage engines, as far as the snapshot lists them. */
final class MySqlCharacterSets {
  /** What stands for a collation of which the character set alone is known. */
  private static final String SOME = "_?";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "latin1", "latin1_swedish_ci",
          "utf8mb3", "utf8mb3_general_ci",
          "ascii", "ascii_general_ci",
          "ucs2", "ucs2_general_ci",
          "utf16", "utf16_general_ci",
          "utf32", "utf32_general_ci",
          "binary", "binary");

  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("utf8mb4", 4),
          Map.entry("utf8mb3", 3),
          Map.entry("utf8", 3),
          Map.entry("utf16", 4),
          Map.entry("utf16le", 4),
          Map.entry("utf32", 4),
          Map.entry("gb18030", 4),
          Map.entry("ucs2", 2),
          Map.entry("big5", 2),
          Map.entry("gbk", 2),
          Map.entry("gb2312", 2),
          Map.entry("sjis", 2),
          Map.entry("cp932", 2),
          Map.entry("euckr", 2),
          Map.entry("ujis", 3),
          Map.entry("eucjpms", 3));

  /** Names of engines that stand for others. */
  private static final Set<String> ENGINE_ALIASES =
      Set.of("heap", "merge", "innobase", "ndb", "ndbcluster", "mrg_myisam", "default");

  private MySqlCharacterSets() {}

  private static Installed installed(Step step) {
    return step.state().snapshot().further().installed();
  }

  private static boolean has(List<String> names, String name) {
    return names.stream().anyMatch(n -> n.equalsIgnoreCase(name));
  }

  // ---------------------------------------------------------------- names

  static void characterSet(int at, String name, Step step) {
    List<String> known = installed(step).characterSets();
    if (known.isEmpty()
        || has(known, name)
        || name.equalsIgnoreCase("utf8")
        || name.equalsIgnoreCase("default")) {
      return;
    }
    step.refuse(
        FindingRule.UNKNOWN_OBJECT,
        at,
        "The server has no character set " + name,
        NearestName.hint(NearestName.find(name, known)),
        name);
  }

  static void collation(int at, String name, Step step) {
    List<String> known = installed(step).collations();
    if (known.isEmpty() || name.equalsIgnoreCase("default") || isCollation(known, name)) {
      return;
    }
    step.refuse(
        FindingRule.UNKNOWN_OBJECT,
        at,
        "The server has no collation " + name,
        NearestName.hint(NearestName.find(name, known)),
        name);
  }

  private static boolean isCollation(List<String> known, String name) {
    if (has(known, name)) {
      return true;
    }
    int mark = name.indexOf('_');
    if (mark < 0) {
      return false;
    }
    // MariaDB lists collations of all Unicode sets once; utf8 stands for one of them.
    String rest = name.substring(mark);
    return has(known, rest.substring(1))
        || name.toLowerCase(Locale.ROOT).startsWith("utf8_")
            && (has(known, "utf8mb3" + rest) || has(known, "utf8mb4" + rest));
  }

  static void engine(int at, String name, Step step) {
    List<String> known = installed(step).storageEngines();
    if (known.isEmpty()
        || has(known, name)
        || ENGINE_ALIASES.contains(name.toLowerCase(Locale.ROOT))
        || !step.state().hasMode("NO_ENGINE_SUBSTITUTION")) {
      return;
    }
    step.refuse(
        FindingRule.UNKNOWN_OBJECT,
        at,
        "The server has no storage engine " + name,
        NearestName.hint(NearestName.find(name, known)),
        name);
  }

  /** The options of a table, a partition or a database that name any of these. */
  static void options(List<Option> options, Step step) {
    for (Option option : options) {
      int at = option.valuesAt().isEmpty() ? option.at() : option.valuesAt().getFirst();
      switch (option.name()) {
        case "character set" -> characterSet(at, option.value(), step);
        case "collate" -> collation(at, option.value(), step);
        case "engine" -> engine(at, option.value(), step);
        default -> {}
      }
    }
    pair(find(options, "character set"), find(options, "collate"), step);
  }

  /** The last option of this name, which counts; {@code null} where there is none. */
  static @Nullable Option find(List<Option> options, String name) {
    Option found = null;
    for (Option option : options) {
      if (option.name().equals(name)) {
        found = option;
      }
    }
    return found;
  }

  private static void pair(@Nullable Option set, @Nullable Option collation, Step step) {
    if (set != null && collation != null && !collation.valuesAt().isEmpty()) {
      pair(set.value(), collation.value(), collation.valuesAt().getFirst(), step);
    }
  }

  /** Refuses a collation of another character set. */
  static void pair(String set, String collation, int at, Step step) {
    String one = full(set);
    String other = of(collation);
    boolean known = has(installed(step).collations(), collation);
    if (known && !one.equals("default") && !one.equals(full(other)) && collation.contains("_")) {
      boolean listed = installed(step).characterSets().stream().anyMatch(s -> full(s).equals(one));
      boolean otherListed = has(installed(step).characterSets(), other);
      if (listed && otherListed) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            at,
            "The collation " + collation + " is not one of the character set " + set,
            null,
            collation);
      }
    }
  }

  /** Refuses a conversion beside which the statement names another character set. */
  static void alone(TableAction.ConvertCharacterSet a, List<TableAction> actions, Step step) {
    for (TableAction action : actions) {
      String other =
          switch (action) {
            case TableAction.ConvertCharacterSet c -> c.characterSet().text();
            case TableAction.SetOptions o -> {
              Option option = find(o.options(), "character set");
              yield option == null ? null : option.value();
            }
            default -> null;
          };
      if (other != null
          && !full(other).equals(full(a.characterSet().text()))
          && !other.equalsIgnoreCase("default")
          && !a.characterSet().text().equalsIgnoreCase("default")) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            a.characterSet(),
            "The statement names another character set beside it: " + other,
            null);
        return;
      }
    }
  }

  // ---------------------------------------------------------------- what columns have

  /** What a column's type says about its characters. */
  static void check(ColumnDefinition definition, Step step) {
    DataType type = definition.type();
    if (type == null) {
      return;
    }
    Name set = type.characterSet();
    Name collation = collation(definition);
    if (set != null) {
      characterSet(set.at(), set.text(), step);
    }
    if (collation != null) {
      collation(collation.at(), collation.text(), step);
    }
    if (set != null && collation != null) {
      pair(set.text(), collation.text(), collation.at(), step);
    }
  }

  private static @Nullable Name collation(ColumnDefinition definition) {
    Name found = definition.type() == null ? null : definition.type().collation();
    for (Part part : definition.parts()) {
      if (part instanceof Part.Collate collate && !collate.collation().isEmpty()) {
        found = collate.collation().getLast();
      }
    }
    return found;
  }

  /**
   * The collation of a column that is defined so.
   *
   * @param table the collation of its table; {@code null} for that of the database
   * @return {@code null} for that of the database
   */
  static @Nullable String collation(
      ColumnDefinition definition, @Nullable String table, Step step) {
    DataType type = definition.type();
    if (type == null) {
      return table;
    }
    Name named = collation(definition);
    String name = type.type().name();
    if (named != null) {
      return full(named.text());
    }
    Name set = type.characterSet();
    if (type.binary()) {
      return (set == null ? of(effective(table, step)) : full(set.text())) + "_bin";
    }
    if (set != null) {
      return defaultOf(set.text(), step);
    }
    return name.startsWith("national") || name.startsWith("nchar") || name.startsWith("nvarchar")
        ? defaultOf("utf8mb3", step)
        : table;
  }

  /** The collation that options of a table or database give; {@code null} where they give none. */
  static @Nullable String collation(List<Option> options, Step step) {
    Option collation = find(options, "collate");
    Option set = find(options, "character set");
    if (collation != null && !collation.value().equalsIgnoreCase("default")) {
      return full(collation.value());
    }
    return set == null || set.value().equalsIgnoreCase("default")
        ? null
        : defaultOf(set.value(), step);
  }

  /** The collation that a character set has by itself. */
  static String defaultOf(String set, Step step) {
    String full = full(set);
    if (full.equals("utf8mb4")) {
      String setting =
          step.state().snapshot().server().settings().get("default_collation_for_utf8mb4");
      return setting == null ? full + SOME : setting;
    }
    // MariaDB lets each set's collation be chosen.
    return step.isMariaDb() && !full.equals("binary")
        ? full + SOME
        : DEFAULTS.getOrDefault(full, full + SOME);
  }

  private static String full(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("utf8") ? "utf8mb3" : lower.replaceFirst("^utf8_", "utf8mb3_");
  }

  /** The character set of a collation. */
  static String of(String collation) {
    int mark = collation.indexOf('_');
    return full(mark < 0 ? collation : collation.substring(0, mark));
  }

  /** A collation that is never {@code null}; empty where that of the database is not known. */
  static String effective(@Nullable String collation, Step step) {
    if (collation != null) {
      return full(collation);
    }
    SchemaState state = step.state();
    String own = state.snapshot().server().settings().get("collation_database");
    return own == null ? "" : own;
  }

  /** How many bytes a character of the column takes at most; 0 where that is not known. */
  static int bytes(Column column, Step step) {
    return bytes(column.collation(), step);
  }

  /** How many bytes a character takes at most by a collation; 0 where that is not known. */
  static int bytes(@Nullable String collation, Step step) {
    String set = of(effective(collation, step));
    return set.isEmpty() ? 0 : BYTES.getOrDefault(set, isKnownSingle(set, step) ? 1 : 0);
  }

  private static boolean isKnownSingle(String set, Step step) {
    return has(installed(step).characterSets(), set) || DEFAULTS.containsKey(set);
  }

  /** Whether texts that differ in case alone are one to the collation, for certain. */
  static boolean ignoresCase(@Nullable String collation, Step step) {
    return effective(collation, step).endsWith("_ci");
  }

  /** Whether two columns' collations differ, for certain. */
  static boolean differ(@Nullable String a, @Nullable String b, Step step) {
    String one = effective(a, step);
    String other = effective(b, step);
    if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
      return false;
    }
    return !of(one).equals(of(other)) || !one.endsWith(SOME) && !other.endsWith(SOME);
  }
}
