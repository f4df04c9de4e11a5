package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what gives another result with another time, session or setting. Servers keep no such
 * result: PostgreSQL wants functions that are marked immutable, MySQL deterministic ones.
 */
final class ChangingResults {
  /** Functions of which no overload is immutable, from {@code pg_proc} of PostgreSQL 18. */
  private static final Set<String> POSTGRES =
      Set.of(
          "array_sample",
          "array_shuffle",
          "array_to_json",
          "array_to_string",
          "clock_timestamp",
          "concat",
          "concat_ws",
          "convert",
          "convert_from",
          "convert_to",
          "current_catalog",
          "current_database",
          "current_date",
          "current_query",
          "current_role",
          "current_schema",
          "current_schemas",
          "current_setting",
          "current_time",
          "current_timestamp",
          "current_user",
          "currval",
          "enum_first",
          "enum_last",
          "enum_range",
          "format",
          "format_type",
          "gen_random_uuid",
          "inet_client_addr",
          "inet_server_addr",
          "json_build_array",
          "json_build_object",
          "jsonb_build_array",
          "jsonb_build_object",
          "lastval",
          "localtime",
          "localtimestamp",
          "make_timestamptz",
          "nextval",
          "now",
          "random",
          "random_normal",
          "row_to_json",
          "session_user",
          "set_config",
          "setval",
          "statement_timestamp",
          "system_user",
          "timeofday",
          "to_char",
          "to_date",
          "to_json",
          "to_jsonb",
          "to_number",
          "to_regclass",
          "transaction_timestamp",
          "txid_current",
          "user",
          "uuidv4",
          "uuidv7",
          "version");

  /** Functions that are immutable unless they are given a time with a zone. */
  private static final Set<String> ZONED = Set.of("date_trunc", "date_part", "extract", "date");

  /** What the reference manual names nondeterministic; measured on MySQL 9.7. */
  private static final Set<String> MYSQL =
      Set.of(
          "benchmark",
          "connection_id",
          "curdate",
          "current_date",
          "current_role",
          "current_time",
          "current_timestamp",
          "current_user",
          "curtime",
          "database",
          "found_rows",
          "get_lock",
          "is_free_lock",
          "is_used_lock",
          "last_insert_id",
          "load_file",
          "localtime",
          "localtimestamp",
          "now",
          "rand",
          "release_all_locks",
          "release_lock",
          "row_count",
          "schema",
          "session_user",
          "sleep",
          "statement_digest",
          "statement_digest_text",
          "sysdate",
          "system_user",
          "unix_timestamp",
          "user",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "uuid",
          "uuid_short",
          "version");

  private static final String ZONED_TIME = "timestamptz";
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");
  private static final Set<String> TIMES = Set.of("date", "timestamp", ZONED_TIME);

  /**
   * @param what the function or operation
   * @param hint empty where there is no advice
   */
  record Found(int at, String what, String hint) {}

  private final SchemaState schema;
  private final @Nullable PostgresTyper typer;

  ChangingResults(Binding binding) {
    this.schema = binding.schema;
    this.typer = binding.typer;
  }

  /** The first such part of an expression that is bound; {@code null} if there is none. */
  @Nullable Found find(Expr expr) {
    List<Found> found = new ArrayList<>();
    TreeWalk.walk(
        expr,
        part -> {
          Found changing =
              switch (part) {
                case Expr.Call call -> call(call);
                case Expr.Cast cast -> cast(cast);
                case Expr.Chain chain -> chain(chain);
                default -> null;
              };
          if (changing != null) {
            found.add(changing);
          }
        });
    return found.isEmpty() ? null : found.getFirst();
  }

  private @Nullable Found call(Expr.Call call) {
    String name = call.function();
    boolean own = call.name().size() > 1 || schema.hasRoutine(name);
    if (own) {
      return null;
    }
    if (typer == null) {
      return MYSQL.contains(name) ? new Found(call.at(), name.toUpperCase(Locale.ROOT), "") : null;
    }
    boolean zoned = ZONED.contains(name) && call.arguments().stream().anyMatch(this::isZoned);
    if (zoned || name.equals("age") && call.arguments().size() == 1) {
      return new Found(call.at(), name + "()", zone());
    }
    return POSTGRES.contains(name)
        ? new Found(call.at(), name + "()", name.startsWith("concat") ? "Join texts with ||." : "")
        : null;
  }

  private @Nullable Found cast(Expr.Cast cast) {
    String from = typeOf(cast.operand());
    String to = typeOf(cast);
    if (from == null || to == null || from.equals(to)) {
      return null;
    }
    boolean throughZone =
        ZONED_TIME.equals(from) && (TIMES.contains(to) || to.equals("time"))
            || ZONED_TIME.equals(to) && TIMES.contains(from);
    boolean throughText =
        TIMES.contains(from) && TEXTS.contains(to) || TEXTS.contains(from) && TIMES.contains(to);
    if (throughZone) {
      return new Found(cast.at(), "The cast to " + cast.type().name(), zone());
    }
    return throughText ? new Found(cast.at(), "The cast to " + cast.type().name(), "") : null;
  }

  /** Days differ in length from zone to zone, and so do dates in what moment they mean. */
  private @Nullable Found chain(Expr.Chain chain) {
    if (typer == null) {
      return null;
    }
    List<String> types =
        chain.operands().stream().map(this::typeOf).filter(Objects::nonNull).toList();
    if (!types.contains(ZONED_TIME)) {
      return null;
    }
    String operator = chain.operators().getFirst();
    boolean moved = (operator.equals("+") || operator.equals("-")) && types.contains("interval");
    boolean compared = types.contains("date") || types.contains("timestamp");
    return moved || compared
        ? new Found(chain.operatorsAt().getFirst(), "The operator " + operator, zone())
        : null;
  }

  private boolean isZoned(Expr expr) {
    return ZONED_TIME.equals(typeOf(expr));
  }

  private @Nullable String typeOf(Expr expr) {
    return typer == null ? null : typer.typeOf(expr);
  }

  private static String zone() {
    return "Name the time zone: column AT TIME ZONE 'UTC'.";
  }
}
