package dev.dbsa.adapter.llm.client;

import dev.dbsa.domain.connection.Secret;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of what an endpoint says, so that it can be shown to people. */
final class Redaction {
  private static final int MAX_LENGTH = 300;

  /** A secret so short is met by chance everywhere. */
  private static final int MIN_SECRET_LENGTH = 4;

  private static final Pattern KEY_LIKE =
      Pattern.compile("(?i)\\b(?:bearer\\s+\\S+|(?:sk|pk|key)-[A-Za-z0-9_*-]{6,})");

  private final List<String> secrets;

  Redaction(Collection<Secret> secrets) {
    // The longest first: one secret may hold another.
    this.secrets =
        secrets.stream()
            .map(Secret::reveal)
            .filter(text -> text.length() >= MIN_SECRET_LENGTH)
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList();
  }

  /** The text in one line of at most 300 characters, without secrets and control characters. */
  String clean(String text) {
    String cleaned = text;
    for (String secret : secrets) {
      cleaned = cleaned.replace(secret, "***");
    }
    cleaned = KEY_LIKE.matcher(cleaned).replaceAll("***");
    cleaned = cleaned.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
    return cleaned.length() <= MAX_LENGTH ? cleaned : cleaned.substring(0, MAX_LENGTH - 1) + "…";
  }
}
