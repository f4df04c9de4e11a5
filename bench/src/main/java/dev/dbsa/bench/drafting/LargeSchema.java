package dev.dbsa.bench.drafting;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.mock.MockScriptGenerator;
import dev.dbsa.bench.linking.Schemas;
import dev.dbsa.bench.linking.SyntheticSchema;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How long drafts take over a schema of very many tables. */
final class LargeSchema {
  private static final int TABLES = 10_000;
  private static final int WARM_UP = 200;
  private static final int REQUESTS = 500;

  /** With the names of a table, of two of its columns, and words that stand in many names. */
  private static final List<String> REQUESTS_OF_PEOPLE =
      List.of(
          "how many %1$s are there",
          "top 10 %1$s by %2$s",
          "%1$s with %2$s above 100",
          "average %2$s per %3$s of %1$s",
          "latest %1$s per %4$s",
          "%1$s that have no %4$s, sorted by %2$s",
          "how many %4$s per %5$s had a %6$s above the average %4$s of last month, by %5$s?",
          "which %4$s has the most %5$s?",
          "list all %4$s from Bern whose %6$s is at least 3",
          "update %1$s set %2$s to 5 where %3$s is 7");

  private LargeSchema() {}

  static String time() throws InterruptedException {
    DatabaseSchema schema = SyntheticSchema.of(TABLES);
    SchemaSnapshot snapshot = Schemas.snapshot(schema);
    MockScriptGenerator generator = new MockScriptGenerator(new SchemaLinker());
    // Other programs on the machine make a draft take longer, and not more work.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> millis = new ArrayList<>();
    List<Double> ofProcessor = new ArrayList<>();
    int drafted = 0;
    Random random = new Random(11);
    for (int i = 0; i < WARM_UP + REQUESTS; i++) {
      DraftRequest request = request(snapshot, i, random);
      long began = System.nanoTime();
      long worked = threads.getCurrentThreadCpuTime();
      boolean script = generator.draft(request).script() != null;
      System.out.printf(
          "%d %.1f%n",
          i % REQUESTS_OF_PEOPLE.size(), (threads.getCurrentThreadCpuTime() - worked) / 1e6);
      if (i >= WARM_UP) {
        millis.add((System.nanoTime() - began) / 1e6);
        ofProcessor.add((threads.getCurrentThreadCpuTime() - worked) / 1e6);
        drafted += script ? 1 : 0;
      }
    }
    return String.format(Locale.ROOT, "%d tables: %d of %d drafted%n", TABLES, drafted, REQUESTS)
        + spread("time of a draft", millis)
        + spread("of the processor", ofProcessor);
  }

  static String spread(String what, List<Double> millis) {
    millis.sort(null);
    return String.format(
        Locale.ROOT,
        "  %s: median %.1f ms, 95 %% %.1f ms, slowest %.1f ms%n",
        what,
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 95 / 100),
        millis.getLast());
  }

  private static DraftRequest request(SchemaSnapshot snapshot, int number, Random random) {
    List<Relation> relations = snapshot.schema().relations();
    Relation table = relations.get(random.nextInt(relations.size()));
    String form = REQUESTS_OF_PEOPLE.get(number % REQUESTS_OF_PEOPLE.size());
    String text =
        form.formatted(
            table.name().name(),
            table.columns().get(4 + random.nextInt(4)).name(),
            table.columns().get(8 + random.nextInt(4)).name(),
            SyntheticSchema.word(random),
            SyntheticSchema.word(random),
            SyntheticSchema.word(random));
    return new DraftRequest(
        Request.of(new RequestText(text)),
        form.startsWith("update") ? ScriptMode.DML : ScriptMode.QUERY,
        snapshot,
        Knowledge.NONE,
        List.of(),
        Instant.MAX);
  }
}
