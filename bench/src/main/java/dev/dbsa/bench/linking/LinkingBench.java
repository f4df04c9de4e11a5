package dev.dbsa.bench.linking;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.model.LinkerRanking;
import dev.dbsa.adapter.llm.prompt.SchemaExcerpt;
import dev.dbsa.adapter.llm.prompt.SchemaForm;
import dev.dbsa.adapter.llm.prompt.SchemaSelector;
import dev.dbsa.bench.verdict.SchemaLoader;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testkit.ServerKind;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how much of what a question needs is shown to a model, and how long choosing takes.
 *
 * <p>Argument: the folder of the corpora; without it, the time alone is measured. The folder holds
 * {@code schemas/postgresql/<schema>.sql} and {@code questions.jsonl.gz}; what a line holds is in
 * {@link Question}. Each question is asked twice: over its own schema, and over all schemas
 * together, of which those that are the same under another name are left out.
 */
public final class LinkingBench {
  private static final int[] BUDGETS = {2_000, 4_000, 8_000};
  private static final int LARGE = 10_000;
  private static final int REQUESTS = 300;
  private static final int WARM_UP = 100;

  private final PrintStream out;
  private final LinkerRanking ranking = new LinkerRanking(new SchemaLinker());

  private LinkingBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LinkingBench bench = new LinkingBench(System.out);
    if (args.length > 0) {
      bench.recall(Path.of(args[0]));
    }
    bench.time();
  }

  private void recall(Path corpora) throws IOException, InterruptedException {
    Map<String, SchemaSnapshot> own = new TreeMap<>();
    SchemaLoader loader = new SchemaLoader(Servers.get(ServerKind.POSTGRESQL), Dialect.POSTGRESQL);
    try (Stream<Path> files = Files.list(corpora.resolve("schemas").resolve("postgresql"))) {
      for (Path file : files.toList()) {
        own.put(file.getFileName().toString().replace(".sql", ""), loader.load(file));
      }
    }
    List<Question> questions =
        Question.read(corpora.resolve("questions.jsonl.gz")).stream()
            .filter(question -> own.containsKey(question.schemaId()))
            .toList();
    Map<String, SchemaSnapshot> united = new HashMap<>();
    for (Question question : questions) {
      united.computeIfAbsent(question.schemaId(), id -> Schemas.united(own, twins(id, own)));
    }
    out.printf(Locale.ROOT, "%d questions over %d schemas%n", questions.size(), own.size());
    for (int budget : BUDGETS) {
      Recall alone = new Recall();
      Recall together = new Recall();
      for (Question question : questions) {
        String id = question.schemaId();
        alone.add(
            question, select(Objects.requireNonNull(own.get(id)), question.text(), budget), null);
        together.add(
            question, select(Objects.requireNonNull(united.get(id)), question.text(), budget), id);
      }
      out.printf(Locale.ROOT, "%n%d tokens%n", budget);
      out.println("  own schema         " + alone.text());
      out.println("  all schemas at once " + together.text());
    }
    united.values().stream()
        .findFirst()
        .ifPresent(
            snapshot ->
                out.printf(
                    Locale.ROOT,
                    "%nall schemas at once: about %d tables and views%n",
                    snapshot.schema().relations().size()));
  }

  /**
   * The schemas on the same subject: they have a quarter of the smaller one's table names in
   * common, so that no question could tell which of them is meant.
   */
  private static Set<String> twins(String id, Map<String, SchemaSnapshot> all) {
    Set<String> tables = tables(Objects.requireNonNull(all.get(id)));
    Set<String> twins = new HashSet<>();
    all.forEach(
        (other, snapshot) -> {
          Set<String> others = tables(snapshot);
          long common = others.stream().filter(tables::contains).count();
          if (!other.equals(id) && 4 * common >= Math.min(tables.size(), others.size())) {
            twins.add(other);
          }
        });
    return twins;
  }

  private static Set<String> tables(SchemaSnapshot snapshot) {
    return snapshot.schema().relations().stream()
        .map(relation -> relation.name().name())
        .collect(Collectors.toSet());
  }

  private SchemaExcerpt select(SchemaSnapshot snapshot, String request, int budget)
      throws InterruptedException {
    return new SchemaSelector(ranking, SchemaForm.COMPACT, budget)
        .select(snapshot, request, ScriptMode.QUERY, List.of());
  }

  private void time() throws InterruptedException {
    SchemaSnapshot snapshot = Schemas.snapshot(SyntheticSchema.of(LARGE));
    long began = System.nanoTime();
    select(snapshot, "customer", BUDGETS[0]);
    out.printf(
        Locale.ROOT,
        "%n%d tables: first request, with its index, %.0f ms%n",
        LARGE,
        (System.nanoTime() - began) / 1e6);
    Random random = new Random(7);
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      requests.add(
          "How many %ss per %s had a %s above the average %s of last month, by %s?"
              .formatted(
                  SyntheticSchema.word(random),
                  SyntheticSchema.word(random),
                  SyntheticSchema.word(random),
                  SyntheticSchema.word(random),
                  SyntheticSchema.word(random)));
    }
    for (int budget : BUDGETS) {
      double[] millis = new double[REQUESTS];
      for (int i = 0; i < requests.size(); i++) {
        long start = System.nanoTime();
        select(snapshot, requests.get(i), budget);
        if (i >= WARM_UP) {
          millis[i - WARM_UP] = (System.nanoTime() - start) / 1e6;
        }
      }
      Arrays.sort(millis);
      out.printf(
          Locale.ROOT,
          "  %d tokens: median %.1f ms, 99 %% %.1f ms, slowest %.1f ms%n",
          budget,
          millis[REQUESTS / 2],
          millis[REQUESTS * 99 / 100],
          millis[REQUESTS - 1]);
    }
  }
}
