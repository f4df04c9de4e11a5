package dev.dbsa.adapter.persistence;

/**
 * Makes texts comparable without regard to case, in all scripts and in every database alike:
 * databases fold ASCII only, or as their collation says.
 */
final class CaseFolding {

  private CaseFolding() {}

  /**
   * Folds character by character, as {@link String#equalsIgnoreCase} compares. {@link
   * String#toLowerCase()} would not do: it looks at the neighbours (Greek sigma), so that a part of
   * a text would not always be found in the whole.
   */
  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
