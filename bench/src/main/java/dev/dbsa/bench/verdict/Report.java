package dev.dbsa.bench.verdict;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what checker and server judge differently, and writes the most frequent kinds first. */
final class Report {
  private final Map<String, List<String>> kinds = new TreeMap<>();

  /**
   * Adds one.
   *
   * @param text may be of several lines
   */
  void add(String kind, String text) {
    kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(text);
  }

  void write(Path file) throws IOException {
    List<Map.Entry<String, List<String>>> order = new ArrayList<>(kinds.entrySet());
    order.sort(
        Comparator.comparing((Map.Entry<String, List<String>> e) -> -e.getValue().size())
            .thenComparing(Map.Entry::getKey));
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      order.forEach(kind -> writer.printf("== %d × %s%n", kind.getValue().size(), kind.getKey()));
      for (var kind : order) {
        writer.printf("%n== %s%n", kind.getKey());
        kind.getValue().forEach(writer::println);
      }
    }
  }
}
