package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it is to be read once questions are answered: an answer takes the place of the words
 * that were asked about, or stands behind the request where no words were.
 *
 * @param text the words to read
 * @param confirmed the questions that were answered with yes
 */
record AnsweredRequest(String text, Set<String> confirmed) {
  private static final Pattern QUOTED = Pattern.compile("“([^”]+)”");

  private static final Set<String> YES =
      Set.of("yes", "y", "ja", "sí", "si", "oui", "是", "right", "correct");

  AnsweredRequest {
    confirmed = Set.copyOf(confirmed);
  }

  static AnsweredRequest of(Request request) {
    String text = request.text().value();
    Set<String> confirmed = new HashSet<>();
    for (Clarification one : request.clarifications()) {
      String answer = one.answer().strip();
      if (YES.contains(answer.toLowerCase(Locale.ROOT).replaceAll("[.!]", ""))) {
        confirmed.add(one.question());
        continue;
      }
      List<String> asked = askedAbout(one.question(), text);
      text = asked.size() == 1 ? replaced(text, asked.getFirst(), answer) : text + ", " + answer;
    }
    return new AnsweredRequest(text, confirmed);
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
