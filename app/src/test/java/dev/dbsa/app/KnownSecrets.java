package dev.dbsa.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Secrets that nothing else looks like, and the eye that finds them in whatever form. Each has a
 * core of letters and digits, which most encodings leave as it is; Base64 is looked for at every
 * offset that the secret may have in what is encoded.
 */
final class KnownSecrets {
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** Half of a secret is as good as all of it, to those who guess. */
  private static final int CORE_LENGTH = 24;

  private static final int TELLING_LENGTH = 12;

  private final Random random;
  private final Map<String, Set<String>> traces = new LinkedHashMap<>();

  KnownSecrets(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes a secret.
   *
   * @param name what test reports call it
   * @param ending makes encodings of the secret differ from it
   */
  String make(String name, String ending) {
    StringBuilder core = new StringBuilder(CORE_LENGTH);
    for (int i = 0; i < CORE_LENGTH; i++) {
      core.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    know(name, core.toString());
    return core + ending;
  }

  /** A Fernet key. */
  String makeKey(String name) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String key = Base64.getUrlEncoder().encodeToString(bytes);
    know(name, key.substring(0, 40));
    traces.get(name).add(Base64.getEncoder().encodeToString(bytes).substring(0, 40));
    return key;
  }

  /** A secret that somebody else made. */
  void add(String name, String text) {
    know(name, text);
  }

  private void know(String name, String text) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(text.substring(0, TELLING_LENGTH));
    forms.add(text.substring(text.length() - TELLING_LENGTH));
    forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
    for (int offset = 0; offset < 3; offset++) {
      String encoded =
          Base64.getEncoder()
              .encodeToString(("#".repeat(offset) + text).getBytes(StandardCharsets.UTF_8));
      // What the neighbours on either side have a share in is left out.
      String own = encoded.substring(offset == 0 ? 0 : 4, encoded.length() - 4);
      forms.add(own);
      forms.add(own.replace('+', '-').replace('/', '_'));
    }
    forms.add(new StringBuilder(text).reverse().toString());
    traces.put(name, forms);
  }

  /** The names of the secrets that the text gives away. */
  List<String> in(String text) {
    List<String> found = new ArrayList<>();
    traces.forEach(
        (name, forms) -> {
          if (forms.stream().anyMatch(text::contains)) {
            found.add(name);
          }
        });
    return found;
  }
}
