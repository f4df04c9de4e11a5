package dev.dbsa.bench.verdict;

import dev.dbsa.bench.verdict.Corpus.Entry;
import dev.dbsa.domain.script.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A statement that validator and server judge differently. */
record Disagreement(Entry entry, List<Finding> errors, List<String> notChecked) {
  /** How many statements of one kind a report shows. */
  private static final int SHOWN = 400;

  /** The disagreements, most frequent kind first. */
  static void write(Path file, List<Disagreement> disagreements) throws IOException {
    Map<String, List<Disagreement>> kinds = new HashMap<>();
    for (Disagreement disagreement : disagreements) {
      String rule = disagreement.errors().isEmpty() ? "" : disagreement.errors().getFirst().rule();
      String kind =
          String.join(
              " / ",
              disagreement.entry().isExecuted() ? "definition" : "statement",
              String.valueOf(disagreement.entry().errorClass()),
              String.valueOf(disagreement.entry().mutation()),
              rule);
      kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(disagreement);
    }
    List<Map.Entry<String, List<Disagreement>>> order = new ArrayList<>(kinds.entrySet());
    order.sort(
        Comparator.comparing((Map.Entry<String, List<Disagreement>> e) -> -e.getValue().size())
            .thenComparing(Map.Entry::getKey));
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      for (var kind : order) {
        writer.printf("== %d × %s%n", kind.getValue().size(), kind.getKey());
      }
      for (var kind : order) {
        writer.printf("%n== %s%n", kind.getKey());
        kind.getValue().stream().limit(SHOWN).forEach(d -> write(writer, d));
      }
    }
  }

  private static void write(PrintWriter writer, Disagreement disagreement) {
    writer.printf(
        "[%s] %s%n",
        disagreement.entry().schemaId(), disagreement.entry().sql().replaceAll("\\s+", " "));
    disagreement.errors().stream()
        .limit(3)
        .forEach(f -> writer.printf("    %s: %s%n", f.rule(), f.message()));
    disagreement.notChecked().forEach(n -> writer.printf("    not checked: %s%n", n));
  }
}
