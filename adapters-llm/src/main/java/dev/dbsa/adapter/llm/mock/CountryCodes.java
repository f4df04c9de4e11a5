package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes of ISO 3166 that stand for the names of countries. */
final class CountryCodes {
  private static final Map<String, Locale> BY_NAME = byName();

  private CountryCodes() {}

  private static Map<String, Locale> byName() {
    Map<String, Locale> names = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = Locale.of("", code);
      names.put(Words.fold(country.getDisplayCountry(Locale.ENGLISH)), country);
      names.put(Words.fold(country.getDisplayCountry(Locale.GERMAN)), country);
    }
    names.put("usa", Locale.of("", "US"));
    names.put("england", Locale.of("", "GB"));
    names.put("uk", Locale.of("", "GB"));
    return Map.copyOf(names);
  }

  /**
   * The code of a country.
   *
   * @param length 2 or 3 letters
   * @return {@code null} if the name is none of a country, or for other lengths
   */
  static @Nullable String of(String name, int length) {
    Locale country = BY_NAME.get(Words.fold(name));
    if (country == null) {
      return null;
    }
    return switch (length) {
      case 2 -> country.getCountry();
      case 3 -> country.getISO3Country();
      default -> null;
    };
  }
}
