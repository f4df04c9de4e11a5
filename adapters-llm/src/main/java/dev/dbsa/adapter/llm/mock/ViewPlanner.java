package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.CreateView;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Plans a view of what a query shows that is drafted from the rest of the request. */
final class ViewPlanner {
  /** Drafts a query from words; what it has to say goes to notes of its own. */
  interface Queries {
    String query(String words, Notes notes) throws Unclear;
  }

  private static final Set<String> LINKS =
      Set.of("of", "for", "with", "showing", "listing", "that", "shows", "lists", "over", "on");

  private static final int MOST_WORDS = 6;

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Queries queries;

  ViewPlanner(Reading reading, Sql sql, Queries queries) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.queries = queries;
  }

  CreateView plan() throws Unclear {
    if (reading.hasWord(Set.of("materialized"))) {
      throw new Unclear(
          "Of materialized views nothing tells when they are refreshed: is a plain view wanted?");
    }
    int at = 0;
    while (at < reading.size() && !reading.word(at).equals("view")) {
      at++;
    }
    at++;
    String name = "";
    if (reading.isWord(at, Set.of("called", "named")) || isName(at)) {
      at = reading.isWord(at, Set.of("called", "named")) ? at + 1 : at;
      NameAt given = new NameReader(reading).nameAt(at, at + 1);
      name = given.text();
      at = given.end();
    }
    while (at < reading.size() && LINKS.contains(reading.word(at))) {
      at++;
    }
    if (at >= reading.size()) {
      throw new Unclear("What is the view to show?");
    }
    String words = reading.request().substring(reading.item(at).start());
    String query = query(words);
    String chosen = name.isEmpty() ? nameOf(at) : name;
    new NewNames(reading, sql).requireName(chosen);
    if (reading.index().catalog().findUnqualified(chosen).isPresent()) {
      throw new Unclear(
          "There is already something called " + chosen + ": what is the view called?");
    }
    reading.use(0, reading.size(), "the view");
    notes.step("Create the view " + chosen);
    return new CreateView(chosen, query);
  }

  private boolean isName(int i) {
    return i < reading.size()
        && !LINKS.contains(reading.word(i))
        && (reading.item(i).text().contains("_")
            || LINKS.contains(reading.word(i + 1)) && reading.item(i).isPlainWord());
  }

  private String query(String words) throws Unclear {
    Notes aside = new Notes();
    String query;
    try {
      query = queries.query(words, aside);
    } catch (Unclear unclear) {
      throw new Unclear(
          "Which query is the view to show? Of “"
              + words
              + "”, this is not clear: "
              + unclear.question());
    }
    List<String> told = new ArrayList<>(aside.assumptions());
    boolean capped = told.removeIf(a -> a.startsWith("At most "));
    told.forEach(assumption -> notes.assume(assumption, 0));
    notes.weigh(Math.max(0, 0.95 - aside.confidence()));
    return capped ? query.replaceFirst("\\s*(?:ORDER BY [^\\n]*)?\\s*LIMIT \\d+$", "") : query;
  }

  /** Called after the words that say what it shows. */
  private String nameOf(int from) {
    StringBuilder name = new StringBuilder();
    int words = 0;
    for (int i = from; i < reading.size() && words < MOST_WORDS; i++) {
      String text = reading.item(i).text().toLowerCase(Locale.ROOT).replaceAll("\\W+", "_");
      if (!text.isEmpty() && !text.equals("_")) {
        name.append(name.isEmpty() ? "" : "_").append(text);
        words++;
      }
    }
    notes.assume("The view is called after what it shows.", 0.02);
    return name.toString();
  }
}
