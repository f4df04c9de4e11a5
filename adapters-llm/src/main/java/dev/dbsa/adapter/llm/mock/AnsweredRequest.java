package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it is to be read once questions are answered: an answer takes the place of the words
 * that were asked about, or stands behind the request where no words were.
 *
 * @param text the words to read
 * @param chosen answers that are no words of the request, by their questions: {@link #YES}, or one
 *     of two readings
 */
record AnsweredRequest(String text, Map<String, String> chosen) {
  /** What confirms a question, whatever language it was said in. */
  static final String YES = "yes";

  /** How questions begin that offer two readings. */
  static final String WHICH_READING = "Which reading is right?";

  /** How questions begin that offer two tables. */
  static final String WHICH_TABLE = "Which table is to be read?";

  private static final Pattern QUOTED = Pattern.compile("“([^”]+)”");

  private static final Set<String> WORDS_FOR_YES =
      Set.of(YES, "y", "ja", "sí", "si", "oui", "是", "right", "correct");

  AnsweredRequest {
    chosen = Map.copyOf(chosen);
  }

  static AnsweredRequest of(Request request) {
    String text = request.text().value();
    Map<String, String> chosen = new HashMap<>();
    for (Clarification one : request.clarifications()) {
      String answer = one.answer().strip();
      if (WORDS_FOR_YES.contains(answer.toLowerCase(Locale.ROOT).replaceAll("[.!]", ""))) {
        chosen.put(one.question(), YES);
      } else if (one.question().startsWith(WHICH_READING)
          || one.question().startsWith(WHICH_TABLE)) {
        chosen.put(one.question(), answer);
      } else {
        List<String> asked = askedAbout(one.question(), text);
        text = asked.size() == 1 ? replaced(text, asked.getFirst(), answer) : text + ", " + answer;
      }
    }
    return new AnsweredRequest(text, chosen);
  }

  /** The words of the text that the question quotes, each once. */
  private static List<String> askedAbout(String question, String text) {
    List<String> words = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(question);
    while (quoted.find()) {
      String word = quoted.group(1);
      if (whole(word).matcher(text).find() && !words.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  private static String replaced(String text, String word, String answer) {
    return whole(word).matcher(text).replaceAll(Matcher.quoteReplacement(answer));
  }

  private static Pattern whole(String word) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
