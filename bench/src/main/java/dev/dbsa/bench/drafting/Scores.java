package dev.dbsa.bench.drafting;

import dev.dbsa.domain.generation.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many drafts are right, and how well their confidence tells. */
final class Scores {
  private record Row(Asked asked, Proposal proposal, Verdict verdict, String reason) {}

  private static final double HIGH = 0.8;

  private final List<Row> rows = new ArrayList<>();

  void add(Asked asked, Proposal proposal, Verdict verdict, String reason) {
    rows.add(new Row(asked, proposal, verdict, reason));
  }

  String text() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
    int decided = (int) rows.stream().filter(r -> r.verdict() != Verdict.UNDECIDED).count();
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (verdict, count) ->
            text.append(
                "  %-16s %4d%s%n"
                    .formatted(
                        verdict,
                        count,
                        verdict == Verdict.UNDECIDED ? "" : share(count, decided))));
    long sure =
        rows.stream()
            .filter(r -> r.verdict() == Verdict.WRONG && r.proposal().confidence() >= HIGH)
            .count();
    text.append("  %-16s %4d%s%n".formatted("wrong, ≥ 0.8", sure, share((int) sure, decided)));
    text.append("  confidence        drafts  right\n");
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = tenth;
      List<Row> within =
          rows.stream()
              .filter(r -> r.verdict().isRight() || r.verdict() == Verdict.WRONG)
              .filter(r -> r.proposal().script() != null)
              .filter(r -> Math.min(9, (int) (r.proposal().confidence() * 10 + 1e-9)) == from)
              .toList();
      if (!within.isEmpty()) {
        int right = (int) within.stream().filter(r -> r.verdict().isRight()).count();
        text.append(
            "  %.1f to %.1f        %4d%s%n"
                .formatted(
                    tenth / 10.0, (tenth + 1) / 10.0, within.size(), share(right, within.size())));
      }
    }
    return text.toString();
  }

  private static String share(int count, int of) {
    return String.format(Locale.ROOT, "  %5.1f %%", 100.0 * count / Math.max(1, of));
  }

  /** Writes every draft, the wrong ones first. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Verdict verdict :
        List.of(
            Verdict.WRONG,
            Verdict.ASKED,
            Verdict.UNDECIDED,
            Verdict.RIGHT_WITH_MORE,
            Verdict.RIGHT)) {
      text.append("==== ").append(verdict).append('\n');
      for (Row row : rows) {
        if (row.verdict() == verdict) {
          text.append(
              "%s | %s | %s%n  right: %s%n  %.2f   %s%n  asked: %s%n  judged: %s%n"
                  .formatted(
                      row.asked().schema(),
                      row.asked().modeOrQuery(),
                      row.asked().text(),
                      oneLine(String.valueOf(row.asked().right())),
                      row.proposal().confidence(),
                      oneLine(String.valueOf(row.proposal().script())),
                      row.proposal().unresolvedQuestions(),
                      row.reason()));
        }
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  private static String oneLine(String text) {
    return String.join(" ", text.strip().split("\\s+"));
  }
}
