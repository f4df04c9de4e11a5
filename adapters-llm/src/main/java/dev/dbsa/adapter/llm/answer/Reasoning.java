package dev.dbsa.adapter.llm.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away what a model thought aloud before it answered. */
final class Reasoning {
  private static final String TAG = "(?:think|thinking|thought|reasoning|reflection)>";

  private static final Pattern START = Pattern.compile("<" + TAG, Pattern.CASE_INSENSITIVE);

  /** Some chat templates put the opening tag into the prompt, so that only the end shows. */
  private static final Pattern END = Pattern.compile("</" + TAG, Pattern.CASE_INSENSITIVE);

  /** The last channel of the harmony format. */
  private static final String MESSAGE = "<|message|>";

  private Reasoning() {}

  static String strip(String content) {
    String text = content.strip();
    int message = text.lastIndexOf(MESSAGE);
    if (text.startsWith("<|") && message >= 0) {
      text = text.substring(message + MESSAGE.length()).replaceAll("<\\|[a-z_]+\\|>", "").strip();
    }
    // An answer that begins as it should is left alone: the tags may stand in its strings.
    if (text.startsWith("{") || text.startsWith("```")) {
      return text;
    }
    Matcher start = START.matcher(text);
    String before = start.find() ? text.substring(0, start.start()).strip() : text;
    Matcher end = END.matcher(text);
    int after = -1;
    while (end.find()) {
      after = end.end();
    }
    String answer = after < 0 ? "" : text.substring(after).strip();
    // Thinking that never ended holds no answer, nor does one that nothing follows.
    return answer.isEmpty() ? before : answer;
  }
}
