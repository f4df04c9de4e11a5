package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.mock.ChangeIntent.Area;
import dev.dbsa.adapter.llm.mock.ChangeIntent.Kind;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Drafts changes of rows, definitions and maintenance in four steps: the words are read for what is
 * wanted; what they name is looked up; that makes a plan; and the plan is written for the server at
 * hand. Between the last two every word is accounted for.
 */
final class ChangePipeline {
  /** Verbs that are no part of what they ask for; other first words may be names. */
  private static final Set<String> VERBS_OF_DEFINITIONS =
      Set.of(
          "create",
          "add",
          "build",
          "make",
          "need",
          "index",
          "speed",
          "accelerate",
          "link",
          "connect",
          "let",
          "ensure",
          "enforce",
          "require",
          "set",
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
          "limit",
          "drop",
          "remove",
          "delete",
          "rename",
          "comment",
          "introduce",
          "insert",
          "allow",
          "permit",
          "accept",
          "support",
          "define");

  private final SchemaIndex index;
  private final Sql sql;
  private final ScriptMode mode;
  private final Notes notes;
  private final ViewPlanner.Queries queries;

  ChangePipeline(
      SchemaIndex index, Sql sql, ScriptMode mode, Notes notes, ViewPlanner.Queries queries) {
    this.queries = queries;
    this.index = index;
    this.sql = sql;
    this.mode = mode;
    this.notes = notes;
  }

  String draft(String request) throws Unclear {
    List<String> clauses = Clauses.of(request);
    if (clauses.size() > 1 && clauses.stream().allMatch(this::namesTable)) {
      notes.assume("The request asks for " + clauses.size() + " steps.", 0.03);
      return written(plans(clauses));
    }
    return written(plans(List.of(request)));
  }

  private record Planned(Reading reading, List<ChangePlan> plans) {}

  private List<Planned> plans(List<String> clauses) throws Unclear {
    List<Planned> planned = new ArrayList<>();
    for (String clause : clauses) {
      Reading reading = reading(clause);
      planned.add(new Planned(reading, plans(reading)));
    }
    return planned;
  }

  private Reading reading(String text) {
    return new Reading(text, index, new ColumnFinder(index, sql), notes);
  }

  /** Whether a part of the request can stand alone. */
  private boolean namesTable(String clause) {
    Notes aside = new Notes();
    Reading reading = new Reading(clause, index, new ColumnFinder(index, sql), aside);
    new TableResolver(reading).findTables();
    return !reading.scope().isEmpty();
  }

  /** Reads, resolves, plans. */
  List<ChangePlan> plans(Reading reading) throws Unclear {
    reading.tidy();
    ChangeIntent intent = new ChangeIntentReader(reading, mode).read();
    boolean verb =
        intent.at() >= 0
            && intent.kind() != Kind.REPORT
            && (intent.kind().area() != Area.SCHEMA
                || VERBS_OF_DEFINITIONS.contains(intent.verb()));
    boolean names = intent.verb().equals("comment") && intent.kind() != Kind.COMMENT;
    if (verb && !names) {
      reading.takeVerb(intent.at());
    }
    requireOneChange(reading);
    TableResolver tables = new TableResolver(reading);
    if (intent.kind() == Kind.CREATE_TABLE) {
      tables.findNamedTablesOnly();
    } else if (intent.kind().area() == Area.SCHEMA) {
      tables.findTablesOrTheirColumns();
    } else {
      tables.findTables();
    }
    List<ChangePlan> plans = new ChangePlanner(reading, sql, mode, queries).plan(intent);
    Accounting accounting =
        intent.kind().area() == Area.ROWS ? new Accounting(reading) : Accounting.strict(reading);
    accounting.requireNothingLeft();
    return plans;
  }

  /** A second change that no part of the request holds alone. */
  private static void requireOneChange(Reading reading) throws Unclear {
    String hidden = Requests.hiddenChange(reading);
    if (!hidden.isEmpty() && !hidden.equals("set")) {
      throw new Unclear(
          "The request asks for several changes at once (“"
              + hidden
              + "”): which one is to be drafted first?");
    }
  }

  private String written(List<Planned> planned) throws Unclear {
    ChangeScript script = new ChangeScript(notes, sql, mode == ScriptMode.MIGRATION);
    boolean rowsOnly =
        planned.stream()
            .flatMap(p -> p.plans().stream())
            .allMatch(
                p ->
                    p instanceof ChangePlan.InsertRows
                        || p instanceof ChangePlan.UpdateRows
                        || p instanceof ChangePlan.DeleteRows);
    if (planned.size() > 1 && rowsOnly) {
      script.joinAll();
    }
    for (Planned one : planned) {
      ChangeWriter writer = new ChangeWriter(one.reading(), sql, script);
      for (ChangePlan plan : one.plans()) {
        writer.write(plan);
      }
    }
    String text = script.text();
    notes.requireLittleDoubt();
    return text;
  }
}
