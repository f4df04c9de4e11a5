package dev.dbsa.adapter.llm.client;

/**
 * Why the configuration cannot be used.
 *
 * @param setting the environment variable, such as {@code OPENAI_API_KEY}
 * @param message what is wrong with it; never its value
 */
public record SettingProblem(String setting, String message) {
  @Override
  public String toString() {
    return setting + " " + message;
  }
}
