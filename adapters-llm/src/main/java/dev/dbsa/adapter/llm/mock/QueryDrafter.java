package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Drafts a query: reads the words in every way that the grammar allows, takes the likeliest, and
 * writes it. Every word is part of the reading; where none reaches the end of the request, or two
 * are as likely, it is asked.
 */
final class QueryDrafter {
  private static final double HIGHEST = 0.93;

  /** A value that nothing lists is a guess, however clear its place is. */
  private static final double MOST_PRESUMED = 0.79;

  /** Readings whose costs differ by less are nearly as likely. */
  private static final double CLOSE = 0.06;

  /** From here on nothing speaks against a reading. */
  private static final double CLEAR = 0.9;

  private static final double MOST_DOUBT = 0.8;

  private static final double LEAST = 0.7;

  /** What is enough where no other reading comes near. */
  private static final double LEAST_ALONE = 0.58;

  /** Readings whose costs differ by so much are no rivals. */
  private static final double APART = 0.12;

  private static final int MOST_CHOICES = 12;

  private static final int MOST_RIVALS = 12;

  private static final int MOST_TOLD = 400;

  private final Reading reading;
  private final Sql sql;
  private final SchemaLinker linker;

  QueryDrafter(Reading reading, Sql sql, SchemaLinker linker) {
    this.reading = reading;
    this.sql = sql;
    this.linker = linker;
  }

  /** The query, without a final semicolon. */
  String draft() throws Unclear {
    reading.tidy();
    Grammar grammar = new Grammar(reading, linker, sql);
    Questions questions = new Questions(grammar);
    List<Read<Plan>> plans = questions.plans();
    if (plans.isEmpty()) {
      throw unread(grammar);
    }
    Notes notes = reading.notes();
    Read<Plan> best = plans.getFirst();
    Optional<Read<Plan>> rival = rival(plans);
    double margin = rival.isPresent() ? rival.get().cost() - best.cost() : 1;
    Optional<Choice> choice =
        margin < CLOSE && sure(best, margin) < least(margin)
            ? choice(best, rival.get())
            : Optional.empty();
    if (choice.isPresent()) {
      boolean first =
          notes.requireFirst(choice.get().question(), choice.get().first(), choice.get().second());
      best = first ? best : rival.get();
      margin = 1;
    }
    String query = PlanWriter.write(best.value(), sql, reading.columns(), notes);
    tellWhichSchema(best.value().rows().relation());
    Set<String> told = new LinkedHashSet<>(best.told());
    told.removeIf(String::isBlank);
    told.forEach(t -> notes.assume(t, 0));
    notes.settle(sure(best, margin));
    boolean presumed = notes.assumptions().stream().anyMatch(t -> t.contains("is taken for a "));
    boolean tied = isOneOfSeveral(best.value());
    if (tied) {
      notes.assume("Where several have as many, one of them is shown.", 0);
    }
    if ((presumed || tied) && notes.confidence() > MOST_PRESUMED) {
      notes.settle(MOST_PRESUMED);
    }
    boolean spelled = told.stream().anyMatch(t -> t.endsWith(Values.SPELLED_SO));
    if (spelled || notes.confidence() < least(margin)) {
      notes.require(
          told.isEmpty()
              ? "The request is read so: " + steps(notes) + ". Is that what is asked for?"
              : "The draft would rest on these readings: "
                  + String.join(" ", told)
                  + " Are they right?");
      notes.settle(MOST_PRESUMED);
    }
    notes.settle(measured(notes.confidence()));
    return query;
  }

  /** Whether one row is asked for by a number that others may have as well. */
  private static boolean isOneOfSeveral(Plan plan) {
    Plan.Extreme extreme = plan.rows().extreme();
    Integer limit = plan.limit();
    boolean first = limit != null && limit == 1 && !plan.order().isEmpty();
    Plan.Output by =
        first
            ? plan.order().getFirst().by()
            : extreme != null && extreme.rows() == 1 ? extreme.by() : null;
    return by instanceof Plan.Figure figure && figure.function().equals("COUNT");
  }

  /** What the draft would do, in short. */
  private static String steps(Notes notes) {
    String all = String.join("; ", notes.steps());
    String plain = all.substring(0, 1).toLowerCase(Locale.ROOT) + all.substring(1);
    return plain.length() <= MOST_TOLD ? plain : plain.substring(0, MOST_TOLD) + "…";
  }

  /** The next reading that leads to another query. */
  private Optional<Read<Plan>> rival(List<Read<Plan>> plans) throws Unclear {
    String shape = shape(plans.getFirst().value());
    for (Read<Plan> other : plans.subList(1, Math.min(plans.size(), MOST_RIVALS))) {
      try {
        if (!shape(other.value()).equals(shape)) {
          return Optional.of(other);
        }
      } catch (Unclear _) {
        // It leads to no query.
      }
    }
    return Optional.empty();
  }

  private String shape(Plan plan) throws Unclear {
    // A row is the same, whether by its name or with all its columns.
    List<Plan.Output> named =
        plan.outputs().stream()
            .map(
                o ->
                    o instanceof Plan.Whole(var path, var relation)
                        ? new Plan.Identity(path, relation)
                        : o)
            .toList();
    try {
      return QueryShape.of(
          plan, PlanWriter.write(plan.showing(named), sql, reading.columns(), new Notes()));
    } catch (Unclear _) {
      // Rows that are called nothing are told apart by all that they hold.
      return QueryShape.of(plan, PlanWriter.write(plan, sql, reading.columns(), new Notes()));
    }
  }

  /** How surely a reading is the right one, with the next one so far away. */
  private static double sure(Read<Plan> read, double margin) {
    return Math.min(HIGHEST, HIGHEST - read.cost() - doubt(margin));
  }

  /** The share of right drafts among those that were read as surely, as measured. */
  private static double measured(double sure) {
    return sure >= CLEAR ? sure - 0.02 : Math.min(0.79, sure - 0.05);
  }

  /** A name that several schemas have means the table on the search path. */
  private void tellWhichSchema(Relation relation) {
    boolean shared = reading.index().catalog().findAnywhere(relation.name().name()).size() > 1;
    if (shared && reading.index().catalog().isOnSearchPath(relation)) {
      reading.notes().assume(relation.name() + " is meant: it is the one on the search path.", 0);
    }
  }

  private static double least(double margin) {
    return margin < APART ? LEAST : LEAST_ALONE;
  }

  private static double doubt(double margin) {
    return margin < CLOSE ? MOST_DOUBT * (1 - margin / CLOSE) : 0;
  }

  /** Asks about what stands in the way, with the values that tables of the request list. */
  private Unclear unread(Grammar grammar) {
    String question = left(grammar);
    return new Unclear(
        question, question.startsWith("Of the request") ? listedValues(grammar) : List.of());
  }

  private List<String> listedValues(Grammar grammar) {
    for (int i = 0; i < grammar.size(); i++) {
      for (var table : grammar.senses.tables(i)) {
        if (table.score() > 0.94) {
          for (Column column : table.relation().columns()) {
            List<String> values = reading.index().values().of(table.relation(), column);
            if (values.size() > 1) {
              return values.stream().limit(MOST_CHOICES).toList();
            }
          }
        }
      }
    }
    return List.of();
  }

  /** What stands in the way of every reading: words, or tables that nothing connects. */
  private String left(Grammar grammar) {
    List<String> unknown = new ArrayList<>();
    Values values = new Values(grammar);
    for (int i = 0; i < grammar.size(); i++) {
      boolean known =
          grammar.senses.fields(i).stream().anyMatch(f -> f.score() >= 0.6)
              || grammar.senses.tables(i).stream().anyMatch(t -> t.score() >= 0.6)
              || !grammar.senses.labels(i).isEmpty();
      boolean open = values.isUnknown(i) || Language.QUALITIES.contains(grammar.word(i));
      if (!known && open && !Accounting.isFiller(grammar.word(i))) {
        unknown.add(reading.item(i).text());
      }
    }
    String apart = unconnected(grammar);
    if (unknown.isEmpty() && !apart.isEmpty()) {
      return apart;
    }
    if (reading.size() == 0) {
      return "The request has no words: what is to be read?";
    }
    if (unknown.isEmpty()) {
      int at = Math.max(0, Math.min(grammar.furthest(), reading.size() - 1));
      int end = Math.min(reading.size(), at + 3);
      unknown.add(reading.text(at, end));
    }
    return "Of the request, "
        + MockScriptGenerator.quoted(unknown)
        + (unknown.size() == 1 ? " is" : " are")
        + " not understood, and could change the result: which column, value or condition is meant"
        + " by it?";
  }

  private static String unconnected(Grammar grammar) {
    List<Relation> named = new ArrayList<>();
    for (int i = 0; i < grammar.size(); i++) {
      grammar.senses.tables(i).stream()
          .filter(t -> t.score() > 0.94)
          .findFirst()
          .filter(t -> named.stream().noneMatch(n -> n.name().equals(t.relation().name())))
          .ifPresent(t -> named.add(t.relation()));
    }
    for (int i = 1; i < named.size(); i++) {
      if (grammar.paths(named.getFirst(), named.get(i)).isEmpty()) {
        return "No foreign key connects "
            + named.getFirst().name().name()
            + " and "
            + named.get(i).name().name()
            + ": which columns do they share?";
      }
    }
    return "";
  }

  /**
   * Two readings of which neither is the likelier one.
   *
   * @param first what the first one says that the second does not
   */
  private record Choice(String question, String first, String second) {}

  /** What two readings differ in. */
  private static Optional<Choice> choice(Read<Plan> one, Read<Plan> other) {
    String first = one.value().rows().relation().name().toString();
    String second = other.value().rows().relation().name().toString();
    if (!first.equals(second)) {
      return Optional.of(
          new Choice(
              AnsweredRequest.WHICH_TABLE + " " + first + " or " + second + "?", first, second));
    }
    List<String> left = new ArrayList<>(one.told());
    List<String> right = new ArrayList<>(other.told());
    left.removeAll(other.told());
    right.removeAll(one.told());
    left.removeIf(String::isBlank);
    right.removeIf(String::isBlank);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    String either = String.join(" ", left);
    String or = String.join(" ", right);
    return Optional.of(
        new Choice(
            AnsweredRequest.WHICH_READING + " Either: " + either + " Or: " + or, either, or));
  }
}
