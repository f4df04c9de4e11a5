package dev.dbsa.bench.drafting;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.mock.MockScriptGenerator;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures whether drafts of the offline backend return the rows that were asked for. Schemas are
 * loaded with made data into real servers and read as the service reads them; the draft and the
 * right query run over the same rows, and these are compared: the same rows in any order of columns
 * are right, and their order counts where the request asks for one.
 *
 * <p>A change with a known right script runs on one copy of the database, the draft on another:
 * what they then hold, and how they are made, has to be the same.
 *
 * <p>Arguments: the folder of the corpora with {@code questions.jsonl.gz} (a dash leaves the
 * questions out), the folder of the cases with {@code requests.jsonl}, a folder for the list of
 * what is wrong; then, to spare loading, host, port, user and password of a running PostgreSQL and
 * the prefix of its databases, which stay. Or {@value #LARGE} alone: how long drafts take over very
 * many tables.
 */
public final class DraftBench {
  private static final String LARGE = "--large";

  private final SchemaLinker linker = new SchemaLinker();
  private final MockScriptGenerator generator = new MockScriptGenerator(linker);
  private final Judge judge = new Judge();
  private final Scores scores = new Scores();
  private final Databases databases;
  private final ChangeJudge changes;
  private final List<Double> millis = new ArrayList<>();

  private DraftBench(Databases databases) {
    this.databases = databases;
    this.changes = new ChangeJudge(databases);
  }

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    if (args.length == 1 && args[0].equals(LARGE)) {
      System.out.print(LargeSchema.time());
      return;
    }
    if (args.length != 3 && args.length != 8) {
      throw new IllegalArgumentException(
          "usage: " + LARGE + " | CORPORA CASES REPORTS [HOST PORT USER PASSWORD PREFIX]");
    }
    Path corpora = Path.of(args[0]);
    Path cases = Path.of(args[1]);
    Path reports = Path.of(args[2]);
    List<Asked> questions =
        args[0].equals("-")
            ? List.of()
            : JsonLines.read(corpora.resolve("questions.jsonl.gz"), Asked.class);
    List<Asked> requests = JsonLines.read(cases.resolve("requests.jsonl"), Asked.class);
    try (Databases databases =
        args.length == 3
            ? Databases.made(corpora, cases, questions)
            : Databases.running(corpora, cases, questions, Arrays.asList(args).subList(3, 8))) {
      if (!questions.isEmpty()) {
        DraftBench asked = new DraftBench(databases);
        asked.run(questions);
        asked.print("questions", reports);
      }
      DraftBench fromTeams = new DraftBench(databases);
      fromTeams.run(requests);
      fromTeams.print("requests", reports);
    }
  }

  private void run(List<Asked> all) throws IOException, SQLException, InterruptedException {
    Map<String, List<Asked>> bySchema = new TreeMap<>();
    for (Asked asked : all) {
      if (!asked.isDoubtful()) {
        String key = (asked.isMySql() ? "mysql " : "postgresql ") + asked.schema();
        bySchema.computeIfAbsent(key, _ -> new ArrayList<>()).add(asked);
      }
    }
    for (List<Asked> group : bySchema.values()) {
      try (Databases.Loaded loaded = databases.load(group.getFirst())) {
        for (Asked asked : group) {
          judge(asked, loaded);
        }
      }
    }
  }

  private void judge(Asked asked, Databases.Loaded loaded)
      throws IOException, SQLException, InterruptedException {
    DraftRequest request =
        new DraftRequest(
            Request.of(new RequestText(asked.text())),
            ScriptMode.valueOf(asked.modeOrQuery().toUpperCase(Locale.ROOT)),
            loaded.snapshot(),
            Knowledge.NONE,
            List.of(),
            Instant.MAX);
    long began = System.nanoTime();
    Proposal proposal = generator.draft(request);
    millis.add((System.nanoTime() - began) / 1e6);
    String right = asked.rightQuery();
    String change = asked.rightScript();
    Verdict verdict;
    String reason = "";
    if (right != null) {
      verdict = judge.judge(loaded.connections(), asked, right, proposal);
    } else if (change != null) {
      ChangeJudge.Judged judged = changes.judge(asked, change, proposal);
      verdict = judged.verdict();
      reason = judged.reason();
    } else if (asked.isToBeAskedBack()) {
      verdict = proposal.script() == null ? Verdict.RIGHT : Verdict.WRONG;
    } else {
      verdict = proposal.script() == null ? Verdict.ASKED : Verdict.UNDECIDED;
    }
    scores.add(asked, proposal, verdict, reason);
  }

  private void print(String name, Path reports) throws IOException {
    System.out.println(name);
    System.out.print(scores.text());
    System.out.println(LargeSchema.spread("time of a draft", millis));
    scores.write(reports.resolve("drafts-" + name + ".txt"));
  }
}
