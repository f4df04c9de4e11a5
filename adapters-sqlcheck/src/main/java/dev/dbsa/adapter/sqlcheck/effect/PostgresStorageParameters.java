package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Storage parameters of PostgreSQL's tables, indexes and views (reloptions.c). */
final class PostgresStorageParameters {
  /** What has parameters of its own. */
  enum Holder {
    HEAP("a table"),
    TOAST("the part of a table that holds long values"),
    PARTITIONED("a partitioned table"),
    VIEW("a view"),
    BTREE("an index of btree"),
    HASH("an index of hash"),
    GIST("an index of gist"),
    SPGIST("an index of spgist"),
    GIN("an index of gin"),
    BRIN("an index of brin"),
    COLUMN("a column");

    private final String words;

    Holder(String words) {
      this.words = words;
    }

    /** That of an index; {@code null} for a method of an extension. */
    static @Nullable Holder ofMethod(String method) {
      return switch (method) {
        case "", "btree" -> BTREE;
        case "hash" -> HASH;
        case "gist" -> GIST;
        case "spgist" -> SPGIST;
        case "gin" -> GIN;
        case "brin" -> BRIN;
        default -> null;
      };
    }

    /** That of a table or view; {@code null} where it has none. */
    static @Nullable Holder of(RelationKind kind) {
      return switch (kind) {
        case TABLE, MATERIALIZED_VIEW -> HEAP;
        case PARTITIONED_TABLE -> PARTITIONED;
        case VIEW -> VIEW;
        default -> null;
      };
    }
  }

  private enum Kind {
    BOOL,
    INTEGER,
    REAL,
    CHOICE
  }

  /**
   * One parameter.
   *
   * @param least for numbers
   * @param most for numbers
   * @param choices in lower case, for {@link Kind#CHOICE}
   * @param since the first version of the server that has it
   * @param until the first version that has it no more
   */
  private record Parameter(
      Kind kind,
      double least,
      double most,
      Set<String> choices,
      Set<Holder> holders,
      int since,
      int until) {
    boolean isOf(Holder holder, int version) {
      return holders.contains(holder) && version >= since && version < until;
    }
  }

  private static final Map<String, Parameter> PARAMETERS = parameters();

  private PostgresStorageParameters() {}

  private static Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new HashMap<>();
    Set<Holder> rows = EnumSet.of(Holder.HEAP, Holder.TOAST);
    Set<Holder> heap = EnumSet.of(Holder.HEAP);
    Set<Holder> view = EnumSet.of(Holder.VIEW);
    flag(all, "autovacuum_enabled", rows, 0);
    flag(all, "vacuum_truncate", rows, 120000);
    flag(all, "user_catalog_table", heap, 0);
    flag(all, "fastupdate", EnumSet.of(Holder.GIN), 0);
    flag(all, "autosummarize", EnumSet.of(Holder.BRIN), 0);
    flag(all, "deduplicate_items", EnumSet.of(Holder.BTREE), 130000);
    flag(all, "security_barrier", view, 0);
    flag(all, "security_invoker", view, 150000);
    Set<Holder> filled =
        EnumSet.of(Holder.HEAP, Holder.BTREE, Holder.HASH, Holder.GIST, Holder.SPGIST);
    integer(all, "fillfactor", 10, 100, filled);
    integer(all, "autovacuum_vacuum_threshold", 0, Integer.MAX_VALUE, rows);
    integer(all, "autovacuum_vacuum_max_threshold", -1, Integer.MAX_VALUE, rows, 180000);
    integer(all, "autovacuum_vacuum_insert_threshold", -1, Integer.MAX_VALUE, rows, 130000);
    integer(all, "autovacuum_analyze_threshold", 0, Integer.MAX_VALUE, heap);
    integer(all, "autovacuum_vacuum_cost_limit", 1, 10_000, rows);
    integer(all, "autovacuum_freeze_min_age", 0, 1_000_000_000, rows);
    integer(all, "autovacuum_multixact_freeze_min_age", 0, 1_000_000_000, rows);
    integer(all, "autovacuum_freeze_max_age", 100_000, 2_000_000_000, rows);
    integer(all, "autovacuum_multixact_freeze_max_age", 10_000, 2_000_000_000, rows);
    integer(all, "autovacuum_freeze_table_age", 0, 2_000_000_000, rows);
    integer(all, "autovacuum_multixact_freeze_table_age", 0, 2_000_000_000, rows);
    integer(all, "log_autovacuum_min_duration", -1, Integer.MAX_VALUE, rows);
    integer(all, "toast_tuple_target", 128, 8160, heap);
    integer(all, "parallel_workers", 0, 1024, heap);
    integer(all, "pages_per_range", 1, 131_072, EnumSet.of(Holder.BRIN));
    integer(all, "gin_pending_list_limit", 64, Integer.MAX_VALUE, EnumSet.of(Holder.GIN));
    real(all, "autovacuum_vacuum_cost_delay", 0, 100, rows, 0);
    real(all, "autovacuum_vacuum_scale_factor", 0, 100, rows, 0);
    real(all, "autovacuum_vacuum_insert_scale_factor", 0, 100, rows, 130000);
    real(all, "autovacuum_analyze_scale_factor", 0, 100, heap, 0);
    real(all, "vacuum_max_eager_freeze_failure_rate", 0, 1, rows, 180000);
    real(all, "n_distinct", -1, Double.MAX_VALUE, EnumSet.of(Holder.COLUMN), 0);
    real(all, "n_distinct_inherited", -1, Double.MAX_VALUE, EnumSet.of(Holder.COLUMN), 0);
    choice(all, "buffering", Set.of("on", "off", "auto"), EnumSet.of(Holder.GIST), 0);
    choice(all, "check_option", Set.of("local", "cascaded"), view, 0);
    choice(
        all,
        "vacuum_index_cleanup",
        Set.of("auto", "on", "off", "true", "false", "yes", "no", "1", "0"),
        rows,
        120000);
    all.put(
        "vacuum_cleanup_index_scale_factor",
        new Parameter(Kind.REAL, 0, 1e10, Set.of(), EnumSet.of(Holder.BTREE), 110000, 140000));
    return Map.copyOf(all);
  }

  private static void flag(
      Map<String, Parameter> all, String name, Set<Holder> holders, int since) {
    all.put(name, parameter(Kind.BOOL, 0, 0, Set.of(), holders, since));
  }

  private static void integer(
      Map<String, Parameter> all, String name, int least, int most, Set<Holder> holders) {
    integer(all, name, least, most, holders, 0);
  }

  private static void integer(
      Map<String, Parameter> all,
      String name,
      int least,
      int most,
      Set<Holder> holders,
      int since) {
    all.put(name, parameter(Kind.INTEGER, least, most, Set.of(), holders, since));
  }

  private static void real(
      Map<String, Parameter> all,
      String name,
      double least,
      double most,
      Set<Holder> holders,
      int since) {
    all.put(name, parameter(Kind.REAL, least, most, Set.of(), holders, since));
  }

  private static void choice(
      Map<String, Parameter> all,
      String name,
      Set<String> choices,
      Set<Holder> holders,
      int since) {
    all.put(name, parameter(Kind.CHOICE, 0, 0, choices, holders, since));
  }

  private static Parameter parameter(
      Kind kind, double least, double most, Set<String> choices, Set<Holder> holders, int since) {
    return new Parameter(kind, least, most, choices, holders, since, Integer.MAX_VALUE);
  }

  // ---------------------------------------------------------------- checks

  /** The parameters of a new table, which also takes WITH (oids = false). */
  static void ofNewTable(List<Option> options, Holder holder, Step step) {
    List<Option> others = new ArrayList<>();
    for (Option option : options) {
      if (option.name().equals("oids")) {
        oids(option, step);
      } else {
        others.add(option);
      }
    }
    check(others, holder, holder != Holder.VIEW, true, step);
  }

  private static void oids(Option option, Step step) {
    Boolean value = flag(text(option));
    if (!Boolean.FALSE.equals(value)) {
      refuse(
          option,
          value == null
              ? "The parameter oids is on or off"
              : "The server makes no tables WITH (oids) any more",
          step);
    }
  }

  /** The parameters of a new index or view. */
  static void ofNew(List<Option> options, Holder holder, Step step) {
    check(options, holder, false, true, step);
  }

  /**
   * The parameters that ALTER sets.
   *
   * @param toasts whether the table surely has a part for long values, whose parameters are checked
   */
  static void set(List<Option> options, Holder holder, boolean toasts, Step step) {
    check(options, holder, true, toasts, step);
  }

  /** RESET, which takes any name and no value. */
  static void reset(List<Option> options, Step step) {
    for (Option option : options) {
      if (!option.values().isEmpty()) {
        step.refuse(
            FindingRule.SYNTAX_ERROR,
            option.at(),
            "RESET takes names without values",
            "Leave the value out.",
            option.name());
      }
    }
  }

  private static void check(
      List<Option> options, Holder holder, boolean toastNamed, boolean toasts, Step step) {
    Set<String> seen = new HashSet<>();
    for (Option option : options) {
      String name = option.name();
      int dot = name.indexOf('.');
      if (!seen.add(name)) {
        refuse(option, "The parameter " + name + " is given twice", step);
      } else if (dot < 0) {
        one(option, name, holder, step);
      } else if (name.startsWith("toast.") && toastNamed) {
        if (toasts && holder == Holder.HEAP) {
          one(option, name.substring(dot + 1), Holder.TOAST, step);
        }
      } else {
        foreign(option, name.substring(0, dot), step);
      }
    }
  }

  /** Extensions read parameters behind their own names. */
  private static void foreign(Option option, String extension, Step step) {
    if (step.state().isUncertain() || step.state().mayHaveMoreFunctions()) {
      step.notShown("Whether an extension reads the parameter " + option.name() + ".");
    } else {
      refuse(option, "No parameters are named with " + extension + " before a dot here", step);
    }
  }

  private static void one(Option option, String name, Holder holder, Step step) {
    if (holder == Holder.PARTITIONED) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          option.at(),
          "A partitioned table has no storage parameters",
          "Give them to its partitions.",
          name);
      return;
    }
    Parameter parameter = PARAMETERS.get(name);
    if (parameter == null || !parameter.isOf(holder, step.server().version())) {
      refuse(option, "There is no parameter " + name + " of " + holder.words, step);
      return;
    }
    String why = wrong(parameter, text(option));
    if (!why.isEmpty()) {
      refuse(option, "The parameter " + name + " is " + why + ", not " + text(option), step);
    }
  }

  /** A parameter without a value is on. */
  private static String text(Option option) {
    return option.values().isEmpty()
        ? "true"
        : option.value().strip().replaceFirst("^([+-])\\s+", "$1");
  }

  /** What the value should be; empty where it is. */
  private static String wrong(Parameter parameter, String value) {
    return switch (parameter.kind()) {
      case BOOL -> flag(value) == null ? "on or off" : "";
      case CHOICE ->
          parameter.choices().contains(value.toLowerCase(Locale.ROOT))
              ? ""
              : "one of " + String.join(", ", sorted(parameter.choices()));
      case INTEGER, REAL -> {
        Double number = number(value, parameter.kind() == Kind.INTEGER);
        yield number != null && number >= parameter.least() && number <= parameter.most()
            ? ""
            : range(parameter);
      }
    };
  }

  private static String range(Parameter parameter) {
    String kind = parameter.kind() == Kind.INTEGER ? "a whole number" : "a number";
    String least = plain(parameter.least());
    return parameter.most() >= Integer.MAX_VALUE
        ? kind + " from " + least
        : kind + " from " + least + " to " + plain(parameter.most());
  }

  private static String plain(double number) {
    return String.valueOf((long) number);
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }

  /** guc.c: parse_int, parse_real; {@code null} where the text is no number. */
  private static @Nullable Double number(String value, boolean whole) {
    try {
      String digits = value.startsWith("-") || value.startsWith("+") ? value.substring(1) : value;
      if (digits.matches("0[xX][0-9a-fA-F]{1,15}")) {
        long number = Long.parseLong(digits.substring(2), 16);
        return (double) (value.startsWith("-") ? -number : number);
      }
      if (whole && digits.matches("0[0-7]{1,20}")) {
        long number = Long.parseLong(digits, 8);
        return (double) (value.startsWith("-") ? -number : number);
      }
      if (!digits.matches("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?")) {
        return null;
      }
      double number = Double.parseDouble(value);
      return whole ? Math.rint(number) : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** bool.c: parse_bool; {@code null} where it is none. */
  static @Nullable Boolean flag(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return null;
    }
    if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on")) {
      return true;
    }
    if ("false".startsWith(word) || "no".startsWith(word)) {
      return false;
    }
    return switch (word) {
      case "1" -> true;
      case "0", "of", "off" -> false;
      default -> null;
    };
  }

  private static void refuse(Option option, String message, Step step) {
    int at = option.valuesAt().isEmpty() ? option.at() : option.valuesAt().getFirst();
    step.refuse(FindingRule.INVALID_SETTING, at, message, null, option.name());
  }
}
