package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one statement while it is worked out: made by {@link Effects#apply}, handed to the
 * families, and gone when the outcome is there.
 */
final class Step {
  private final Situation situation;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> notRead = new ArrayList<>();
  private final List<String> notShown = new ArrayList<>();
  private SchemaState state;

  Step(Situation situation) {
    this.situation = situation;
    this.state = situation.state();
  }

  Outcome outcome() {
    return new Outcome(state, refusals, notRead, notShown);
  }

  // ---------------------------------------------------------------- the situation

  /** The schema as the statement has left it so far. */
  SchemaState state() {
    return state;
  }

  void become(SchemaState after) {
    state = after;
  }

  Server server() {
    return situation.server();
  }

  boolean isMariaDb() {
    return situation.server().isMariaDb();
  }

  ScriptStatement text() {
    return situation.text();
  }

  Situation.@Nullable Result result() {
    return situation.result();
  }

  // ---------------------------------------------------------------- what is found

  void refuse(
      FindingRule rule, int at, String message, @Nullable String hint, @Nullable String object) {
    refusals.add(new Refusal(rule, rule.severity(), at, message, hint, object));
  }

  void refuse(FindingRule rule, Name name, String message, @Nullable String hint) {
    refuse(rule, name.at(), message, hint, name.text());
  }

  /** What only the other dialect has; of the text alone nobody knows what a server was taught. */
  void foreign(int at, String message, String hint) {
    boolean certain = !state.isPostgres() || !state.isUncertain();
    refusals.add(
        new Refusal(
            FindingRule.FOREIGN_DIALECT,
            certain ? Severity.ERROR : Severity.WARNING,
            at,
            message,
            hint,
            null));
  }

  /** Tells of something that the server takes. */
  void remark(FindingRule rule, Severity severity, Name name, String message) {
    refusals.add(new Refusal(rule, severity, name.at(), message, null, name.text()));
  }

  /** Takes on what came of a part of the statement. */
  void take(Outcome part) {
    refusals.addAll(part.refusals());
    notRead.addAll(part.notRead());
    notShown.addAll(part.notShown());
  }

  /** Whether the server would stop at something found already. */
  boolean isRefused() {
    return refusals.stream().anyMatch(r -> r.severity() == Severity.ERROR);
  }

  /** How much was found so far. */
  int refusals() {
    return refusals.size();
  }

  /** Something of the statement is not followed. */
  void notRead(String what) {
    notRead.add(what);
  }

  /** The statement hangs on what no schema can show. */
  void notShown(String what) {
    notShown.add(what);
  }

  /** The statement may change the schema in ways that are not followed. */
  void loseTrack(String what) {
    notRead.add(what);
    state = state.losingTrack();
  }

  /** A reporter for the binder, whose findings become refusals. */
  Reporter reporter() {
    return new Reporter() {
      @Override
      public void report(
          FindingRule rule,
          Severity severity,
          int at,
          String message,
          @Nullable String hint,
          @Nullable String object) {
        refusals.add(new Refusal(rule, severity, at, message, hint, object));
      }

      @Override
      public void notRead(String what) {
        Step.this.notRead(what);
      }

      @Override
      public void notShown(String what) {
        Step.this.notShown(what);
      }
    };
  }

  // ---------------------------------------------------------------- names

  /** The table of this name; a refusal and {@code null} where there is none. */
  @Nullable Table need(List<Name> name) {
    Lookup found = state.find(name);
    if (found instanceof Lookup.NoSchema || found instanceof Lookup.NoTable) {
      SchemaNames.unknownTable(state, name, found, Severity.ERROR, reporter());
    }
    return found instanceof Lookup.Found table ? table.table() : null;
  }

  /** The table of this name behind IF EXISTS: a remark and {@code null} where there is none. */
  @Nullable Table tolerate(List<Name> name) {
    Lookup found = state.find(name);
    if (found instanceof Lookup.NoTable) {
      SchemaNames.unknownTable(state, name, found, Severity.INFO, reporter());
    }
    return found instanceof Lookup.Found table ? table.table() : null;
  }

  /** The table of this name, if it is known; without a word where it is not. */
  @Nullable Table find(List<Name> name) {
    return state.find(name) instanceof Lookup.Found found ? found.table() : null;
  }

  /** Whether the schema that the name is in is there; a refusal where it is not. */
  boolean homeIsThere(List<Name> name) {
    if (name.size() < 2) {
      return true;
    }
    Name home = name.get(name.size() - 2);
    boolean missing =
        !state.isUncertain()
            && !state.hasSchema(home.text())
            && !state.isSystemSchema(home.text())
            && !home.text().startsWith("pg_temp");
    if (missing) {
      SchemaNames.unknownTable(
          state, name, new Lookup.NoSchema(home.text()), Severity.ERROR, reporter());
    }
    return !missing;
  }

  /** Refuses to make what is there already; where it may be gone, says that nobody looked. */
  void exists(String kind, Name name, @Nullable String hint) {
    if (state.isSureOfPresence()) {
      refuse(
          FindingRule.OBJECT_EXISTS, name, "There is already a " + kind + " " + name.text(), hint);
    } else {
      notRead("Whether the " + kind + " " + name.text() + " is gone, as others that were dropped.");
    }
  }

  /**
   * Refuses an object that is not there, unless it may be.
   *
   * @param kind what it is called, in lower case
   * @param known the names that are there, for a hint
   */
  void missing(FindingRule rule, String kind, Name name, Collection<String> known) {
    if (state.isUncertain()) {
      return;
    }
    refuse(
        rule,
        name,
        "There is no " + kind + " " + name.text(),
        NearestName.hint(NearestName.find(name.text(), known)));
  }

  /** Whether two names mean one index, constraint or trigger. */
  boolean same(@Nullable String a, String b) {
    return a != null && state.sameColumn(a, b);
  }

  /** A name as a key for comparing, where the server ignores case or not. */
  String key(String name) {
    return state.isPostgres() ? name : name.toLowerCase(Locale.ROOT);
  }

  /** A name as people write it. */
  static String words(List<Name> name) {
    StringBuilder words = new StringBuilder();
    for (Name part : name) {
      words.append(words.isEmpty() ? "" : ".").append(part.text());
    }
    return words.toString();
  }

  // ---------------------------------------------------------------- expressions

  /**
   * Binds an expression of a definition.
   *
   * @param table what its columns belong to
   * @param column the column that it belongs to; {@code null} for one of the table
   */
  void expression(ExpressionUse use, Expr expr, Table table, @Nullable Name column) {
    // The server makes a table before it reads its expressions, which may name it by a text.
    SchemaState within = state.find(table.fullName()).isPresent() ? state : state.with(table);
    Binder.expression(use, expr, table, column, within, server(), text(), reporter());
  }

  /** Binds USING of a column that gets another type. */
  void conversion(Expr expr, Table table, Binder.Target target) {
    Binder.conversion(expr, table, target, state, server(), text(), reporter());
  }
}
