package dev.dbsa.adapter.llm.client;

import dev.dbsa.domain.connection.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of what an endpoint says, so that it can be shown to people. */
final class Redaction {
  private static final int MAX_LENGTH = 300;

  /** A secret so short is met by chance everywhere. */
  private static final int MIN_SECRET_LENGTH = 4;

  /** A key so long is nothing but a key. */
  private static final int MIN_KEY_LENGTH = 16;

  private static final Pattern KEY_LIKE =
      Pattern.compile("(?i)\\b(?:(?:bearer|basic)\\s+\\S+|(?:sk|pk|key)-[A-Za-z0-9_*-]{6,})");

  private final List<String> secrets;

  Redaction(Collection<Secret> secrets) {
    // The longest first: one secret may hold another.
    this.secrets =
        secrets.stream()
            .map(Secret::reveal)
            .filter(text -> text.length() >= MIN_SECRET_LENGTH)
            .flatMap(Redaction::forms)
            .distinct()
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList();
  }

  /** As it is, and as it looks in JSON, in URLs and in Base64. */
  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        secret,
        secret.replace("\\", "\\\\").replace("\"", "\\\""),
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * A model's own text without secrets, else as it is. Secrets of few characters stay: they are
   * words such as {@code none}, for endpoints that want no key, and a script may hold them.
   */
  String hide(String text) {
    return without(secrets.stream().filter(s -> s.length() >= MIN_KEY_LENGTH).toList(), text);
  }

  private static String without(List<String> secrets, String text) {
    String cleaned = text;
    for (String secret : secrets) {
      cleaned = cleaned.replace(secret, "***");
    }
    return cleaned;
  }

  /** The text in one line of at most 300 characters, without secrets and control characters. */
  String clean(String text) {
    String cleaned = KEY_LIKE.matcher(without(secrets, text)).replaceAll("***");
    cleaned = cleaned.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
    return cleaned.length() <= MAX_LENGTH ? cleaned : cleaned.substring(0, MAX_LENGTH - 1) + "…";
  }
}
