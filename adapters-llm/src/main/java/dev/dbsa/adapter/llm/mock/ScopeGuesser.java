package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.LinkedTable;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets the words of a request choose its table where it names none. */
final class ScopeGuesser {
  private static final int MOST_TABLES = 8;

  /** Tables whose scores are this near to the best count as equal to it. */
  private static final double EQUAL_SHARE = 0.93;

  /** A column that scores less is not what the words name. */
  private static final double NAMED_SCORE = 0.9;

  private final Reading reading;
  private final SchemaLinker linker;

  ScopeGuesser(Reading reading, SchemaLinker linker) {
    this.reading = reading;
    this.linker = linker;
  }

  /** Adds the table that fits best; asks where none does, or several equally well. */
  void guess() throws Unclear {
    List<LinkedTable> ranked = ranked();
    Optional<LinkedTable> measured =
        isAboutFigures() ? ranked.stream().filter(this::hasMeasure).findFirst() : Optional.empty();
    LinkedTable best = measured.orElse(ranked.getFirst());
    if (measured.isEmpty()) {
      requireNoEqual(best, ranked);
    }
    if (best.columns().isEmpty() || best.columns().getFirst().score() < NAMED_SCORE) {
      throw new Unclear(
          "The request names no table. Is "
              + best.relation().name()
              + " meant ("
              + String.join("; ", best.reasons())
              + ")?");
    }
    reading.addToScope(best.relation());
    reading
        .notes()
        .assume(
            "The request names no table; "
                + best.relation().name().name()
                + " fits best: "
                + String.join("; ", best.reasons())
                + ".",
            0.11);
  }

  private List<LinkedTable> ranked() throws Unclear {
    List<LinkedTable> ranked =
        linker.link(reading.index(), reading.request(), MOST_TABLES).stream()
            .filter(
                t -> !t.columns().isEmpty() || t.reasons().stream().anyMatch(r -> r.contains("“")))
            .toList();
    if (ranked.stream().anyMatch(t -> t.relation().kind().isTable())) {
      ranked = ranked.stream().filter(t -> t.relation().kind().isTable()).toList();
    }
    if (ranked.isEmpty()) {
      throw new Unclear(
          "No table or column of the schema matches the request: which tables does it speak of?");
    }
    return ranked;
  }

  private static void requireNoEqual(LinkedTable best, List<LinkedTable> ranked) throws Unclear {
    List<LinkedTable> equal =
        ranked.stream().filter(t -> t.score() >= best.score() * EQUAL_SHARE).toList();
    if (equal.size() > 1) {
      throw new Unclear(
          "Several tables match the request equally well: "
              + String.join(", ", equal.stream().map(t -> t.relation().name().toString()).toList())
              + ". Which one is meant?");
    }
  }

  /** revenue by country: the figure says which table it is about, not what it is grouped by. */
  private boolean isAboutFigures() {
    return reading.hasWord(Set.of("by", "per", "total", "sum", "average", "each"));
  }

  private boolean hasMeasure(LinkedTable table) {
    return table.columns().stream()
        .anyMatch(
            c ->
                c.score() >= NAMED_SCORE
                    && table.relation().kind().isTable()
                    && reading.columns().measures(table.relation()).contains(c.column()));
  }
}
