package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Example;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drafts scripts without a model: by schema linking and by rules for the way people ask for data
 * and for changes. Works offline; the same request over the same schema always gets the same
 * answer. What it cannot read it asks about, and what it leaves out it says.
 */
public final class MockScriptGenerator implements ScriptGenerator {
  private static final double CONFIDENCE_OF_QUESTIONS = 0.1;

  /** As high as any, but people may have changed their minds. */
  private static final double CONFIDENCE_OF_TAKEN = 0.95;

  private final SchemaLinker linker;

  public MockScriptGenerator(SchemaLinker linker) {
    this.linker = linker;
  }

  @Override
  public Proposal draft(DraftRequest request) throws InterruptedException {
    Optional<Example> same =
        request.knowledge().examples().stream().filter(e -> e.likeness() == 1).findFirst();
    if (same.isPresent()) {
      return taken(same.get());
    }
    SchemaIndex index = linker.index(request.snapshot());
    if (Thread.interrupted()) {
      throw new InterruptedException("drafting was interrupted");
    }
    AnsweredRequest answered = AnsweredRequest.of(request.request());
    Notes notes = new Notes(answered.chosen());
    try {
      ExplainedWords words = ExplainedWords.of(answered.text(), request.knowledge().glossary());
      words.told().forEach(told -> notes.assume(told, 0));
      String script = script(request.mode(), words.text(), index, notes);
      return proposal(script, explanation(request.mode(), notes), notes);
    } catch (Unclear unclear) {
      return questions(unclear, notes);
    }
  }

  private String script(ScriptMode mode, String text, SchemaIndex index, Notes notes)
      throws Unclear {
    if (index.schema().relations().isEmpty()) {
      throw new Unclear(
          "The snapshot holds no table: is it the right database, and may the account see its"
              + " tables?");
    }
    Sql sql = new Sql(index);
    if (mode != ScriptMode.QUERY) {
      return new ChangePipeline(
              index, sql, mode, notes, (words, aside) -> query(words, index, sql, aside))
          .draft(text);
    }
    return query(text, index, sql, notes) + ";\n";
  }

  private String query(String text, SchemaIndex index, Sql sql, Notes notes) throws Unclear {
    Reading reading = new Reading(text, index, new ColumnFinder(index, sql), notes);
    Modes.requireQuery(reading);
    return new QueryDrafter(reading, sql, linker).draft();
  }

  static String quoted(List<String> words) {
    List<String> shown = new ArrayList<>();
    words.stream().distinct().limit(12).forEach(word -> shown.add("“" + shortened(word) + "”"));
    return String.join(", ", shown);
  }

  private static String shortened(String word) {
    return word.codePointCount(0, word.length()) <= 60
        ? word
        : word.substring(0, word.offsetByCodePoints(0, 59)) + "…";
  }

  private static String explanation(ScriptMode mode, Notes notes) {
    String what =
        switch (mode) {
          case QUERY -> "A query, drafted by rules from the words of the request and the schema.";
          case DML ->
              "A change of rows, drafted by rules from the words of the request and the schema.";
          case DDL -> "A change of the schema, drafted by rules from the words of the request.";
          case MIGRATION -> "Ordered steps that change the schema, drafted by rules.";
          case MAINTENANCE -> "Maintenance of existing tables, drafted by rules.";
        };
    return notes.steps().isEmpty() ? what : what + " " + String.join(". ", notes.steps()) + ".";
  }

  private static Proposal proposal(String script, String explanation, Notes notes) {
    return new Proposal(
        script,
        notes.assumptions(),
        notes.steps(),
        explanation,
        List.of(),
        Question.of(notes.questions()),
        notes.confidence(),
        notes.references(),
        usage());
  }

  /** What people took for the very same request is what they want. */
  private static Proposal taken(Example example) {
    return new Proposal(
        example.script(),
        List.of("The same was asked before, and people took this script for it."),
        List.of(),
        "The script that was taken for the same request, checked again.",
        List.of(),
        List.of(),
        CONFIDENCE_OF_TAKEN,
        List.of(
            new Reference(
                "generation", example.generation().toString(), "taken for the same request")),
        usage());
  }

  private static Proposal questions(Unclear unclear, Notes notes) {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.numbered(1, unclear.question(), unclear.choices()));
    for (String further : notes.questions()) {
      if (!further.equals(unclear.question())) {
        questions.add(Question.numbered(questions.size() + 1, further, List.of()));
      }
    }
    return new Proposal(
        null,
        notes.assumptions(),
        List.of(),
        "The request leaves open what a script would have to know.",
        List.of(),
        questions,
        CONFIDENCE_OF_QUESTIONS,
        notes.references(),
        usage());
  }

  /** Without a clock, so that the same request gets the very same answer. */
  private static Usage usage() {
    return new Usage("mock", null, null, null, 0, 1, null);
  }
}
