package dev.dbsa.adapter.llm.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text cut into blocks between code fences and what stands outside of them. Reads line by line,
 * because the text may be long and hostile.
 *
 * @param blocks in order; the last one may lack its end
 * @param outside the text without its blocks
 */
record Fences(List<Block> blocks, String outside) {
  private static final int FENCE_LENGTH = 3;

  /**
   * @param language in lower case; empty where none is named
   */
  record Block(String language, String content) {}

  static Fences of(String text) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder outside = new StringBuilder();
    StringBuilder content = new StringBuilder();
    String fence = "";
    String language = "";
    for (String line : text.split("\\R", -1)) {
      String opening = fence(line);
      if (fence.isEmpty() && !opening.isEmpty()) {
        fence = opening;
        language = line.strip().substring(opening.length()).strip().toLowerCase(Locale.ROOT);
      } else if (fence.isEmpty()) {
        outside.append(line).append('\n');
      } else if (line.strip().equals(fence)) {
        blocks.add(new Block(language, content.toString().strip()));
        content.setLength(0);
        fence = "";
      } else {
        content.append(line).append('\n');
      }
    }
    if (!fence.isEmpty()) {
      blocks.add(new Block(language, content.toString().strip()));
    }
    return new Fences(List.copyOf(blocks), outside.toString().strip());
  }

  /** The fence that a line opens; empty where it opens none. */
  private static String fence(String line) {
    String text = line.strip();
    if (!text.startsWith("```") && !text.startsWith("~~~")) {
      return "";
    }
    int end = FENCE_LENGTH;
    while (end < text.length() && text.charAt(end) == text.charAt(0)) {
      end++;
    }
    // A fence that closes in the same line is code within a sentence.
    return text.indexOf(text.charAt(0), end) >= 0 ? "" : text.substring(0, end);
  }
}
