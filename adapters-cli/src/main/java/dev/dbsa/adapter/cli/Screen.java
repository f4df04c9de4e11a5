package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays out text for people: wrapped, indented, in colour where that is wanted. */
final class Screen {
  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 60;
  private static final int MAX_WIDTH = 120;

  private final PrintWriter out;
  private final int width;
  private final boolean colours;

  Screen(PrintWriter out, int width, boolean colours) {
    this.out = out;
    this.width = width;
    this.colours = colours;
  }

  /** Colours only where a person looks at a terminal that has them, and did not object. */
  static Screen of(CliEnvironment environment) {
    Map<String, String> variables = environment.variables();
    return new Screen(
        environment.out(), width(variables.getOrDefault("COLUMNS", "")), environment.colours());
  }

  private static int width(String columns) {
    if (!columns.matches("[0-9]{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.clamp(Integer.parseInt(columns), MIN_WIDTH, MAX_WIDTH);
  }

  void blank() {
    out.println();
    out.flush();
  }

  void heading(String text) {
    line(0, Ink.STRONG, text);
  }

  /** One line, however long. */
  void line(int indent, Ink ink, String text) {
    out.println(" ".repeat(indent) + inked(ink, Printable.text(text)));
    out.flush();
  }

  /** Text that goes on in further lines where it is too long. */
  void paragraph(int indent, Ink ink, String text) {
    item(indent, "", ink, text);
  }

  /** As {@link #paragraph}, behind a mark that the further lines are indented by. */
  void item(int indent, String mark, Ink ink, String text) {
    marked(indent, mark, ink, Ink.PLAIN, text);
  }

  /** As {@link #item}, with the mark in colour and the text plain. */
  void labelled(int indent, String label, Ink ink, String text) {
    marked(indent, label, Ink.PLAIN, ink, text);
  }

  private void marked(int indent, String mark, Ink textInk, Ink markInk, String text) {
    String shownMark = Printable.text(mark);
    int hanging = indent + length(shownMark);
    String start = " ".repeat(indent) + inked(markInk, shownMark);
    for (String line : wrapped(Printable.text(text), Math.max(20, width - hanging))) {
      out.println(start + inked(textInk, line));
      start = " ".repeat(hanging);
    }
    out.flush();
  }

  /** Code: line for line as it is. */
  void code(int indent, String text) {
    Printable.text(text)
        .lines()
        .forEach(line -> out.println(" ".repeat(indent) + inked(Ink.ACCENT, line)));
    out.flush();
  }

  /** A unified diff, line for line. */
  void diff(int indent, String text) {
    Printable.text(text)
        .lines()
        .forEach(line -> out.println(" ".repeat(indent) + inked(diffInk(line), line)));
    out.flush();
  }

  private static Ink diffInk(String line) {
    if (line.startsWith("@@")) {
      return Ink.FAINT;
    }
    return line.startsWith("+") ? Ink.GOOD : line.startsWith("-") ? Ink.BAD : Ink.PLAIN;
  }

  /**
   * A table whose widest column gives way where the screen is too narrow.
   *
   * @param rows of as many cells as the header; one of a single cell is a line of its own, and
   *     whole
   */
  void table(int indent, List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    rows.forEach(
        row -> all.add(row.stream().map(cell -> Printable.text(cell).replace('\n', ' ')).toList()));
    int[] widths =
        IntStream.range(0, header.size())
            .map(
                column ->
                    all.stream()
                        .filter(row -> row.size() == header.size())
                        .mapToInt(row -> length(row.get(column)))
                        .max()
                        .orElse(0))
            .toArray();
    int tooWide = indent + IntStream.of(widths).sum() + 2 * (widths.length - 1) - width;
    if (tooWide > 0) {
      int widest =
          IntStream.range(0, widths.length).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
      widths[widest] = Math.max(12, widths[widest] - tooWide);
    }
    for (int i = 0; i < all.size(); i++) {
      List<String> row = all.get(i);
      if (row.size() < header.size()) {
        out.println(" ".repeat(indent + 2) + inked(Ink.FAINT, row.getFirst()));
        continue;
      }
      String line =
          IntStream.range(0, widths.length)
              .mapToObj(column -> padded(row.get(column), widths[column]))
              .collect(Collectors.joining("  "))
              .stripTrailing();
      out.println(" ".repeat(indent) + inked(i == 0 ? Ink.FAINT : Ink.PLAIN, line));
    }
    out.flush();
  }

  private static String padded(String text, int width) {
    int length = length(text);
    if (length > width) {
      return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
    return text + " ".repeat(width - length);
  }

  private String inked(Ink ink, String text) {
    return ink.on(text, colours);
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split("[ \t]+")) {
        if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
