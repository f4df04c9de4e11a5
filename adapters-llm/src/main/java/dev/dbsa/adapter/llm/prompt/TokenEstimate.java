package dev.dbsa.adapter.llm.prompt;

/**
 * How many tokens a text costs, without the model's own tokenizer: rather too many than too few.
 *
 * <p>Words of ASCII letters and digits count one token per four characters begun, every other ASCII
 * character one, spaces none (tokenizers join a space to the word behind it), line breaks one, and
 * every other code point two.
 */
public final class TokenEstimate {
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_OTHER = 2;

  private TokenEstimate() {}

  public static int of(CharSequence text) {
    int tokens = 0;
    int inWord = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        tokens += inWord % CHARACTERS_PER_TOKEN == 0 ? 1 : 0;
        inWord++;
      } else {
        inWord = 0;
        if (c >= 0x80) {
          tokens += Character.isLowSurrogate(c) ? 0 : TOKENS_PER_OTHER;
        } else if (c != ' ') {
          tokens++;
        }
      }
    }
    return tokens;
  }
}
