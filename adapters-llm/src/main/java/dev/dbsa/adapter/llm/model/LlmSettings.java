package dev.dbsa.adapter.llm.model;

import dev.dbsa.adapter.llm.client.ClientSettings;
import dev.dbsa.adapter.llm.client.SettingProblem;
import dev.dbsa.adapter.llm.prompt.SchemaForm;
import java.util.ArrayList;
import java.util.List;

/**
 * How scripts are drafted with a model.
 *
 * @param client how the model is reached
 * @param schemaForm {@code APP_LLM_SCHEMA_FORM}: how a prompt writes tables down; {@code auto} for
 *     the one that suits the model
 * @param schemaTokenBudget {@code APP_LLM_SCHEMA_TOKEN_BUDGET}: how much of a prompt the schema may
 *     take, see {@link dev.dbsa.adapter.llm.prompt.TokenEstimate}
 * @param repairAttempts {@code APP_LLM_REPAIR_ATTEMPTS}: how often a script that fails the checks
 *     is handed back
 */
public record LlmSettings(
    ClientSettings client, String schemaForm, int schemaTokenBudget, int repairAttempts) {
  public static final String DEFAULT_SCHEMA_FORM = "auto";
  public static final int DEFAULT_SCHEMA_TOKEN_BUDGET = 6_000;

  /** More rounds make scripts worse as often as better. */
  public static final int DEFAULT_REPAIR_ATTEMPTS = 2;

  private static final int MIN_SCHEMA_TOKEN_BUDGET = 200;
  private static final int MAX_SCHEMA_TOKEN_BUDGET = 1_000_000;
  private static final int MAX_REPAIR_ATTEMPTS = 5;

  /** With the default budget and number of repairs. */
  public static LlmSettings of(ClientSettings client) {
    return new LlmSettings(
        client, DEFAULT_SCHEMA_FORM, DEFAULT_SCHEMA_TOKEN_BUDGET, DEFAULT_REPAIR_ATTEMPTS);
  }

  /** What keeps scripts from being drafted; empty where all is well. */
  public List<SettingProblem> problems() {
    List<SettingProblem> problems = new ArrayList<>(client.problems());
    if (!schemaForm.equals(DEFAULT_SCHEMA_FORM) && SchemaForm.find(schemaForm).isEmpty()) {
      problems.add(
          new SettingProblem("APP_LLM_SCHEMA_FORM", "must be auto, compact, ddl or m-schema"));
    }
    require(
        problems,
        "APP_LLM_SCHEMA_TOKEN_BUDGET",
        schemaTokenBudget,
        MIN_SCHEMA_TOKEN_BUDGET,
        MAX_SCHEMA_TOKEN_BUDGET);
    require(problems, "APP_LLM_REPAIR_ATTEMPTS", repairAttempts, 0, MAX_REPAIR_ATTEMPTS);
    return problems;
  }

  /** How a prompt writes tables down. */
  SchemaForm form() {
    String model = client.model();
    return SchemaForm.find(schemaForm)
        .orElseGet(() -> SchemaForm.suiting(model == null ? "" : model));
  }

  private static void require(
      List<SettingProblem> problems, String setting, int value, int least, int most) {
    if (value < least || value > most) {
      problems.add(new SettingProblem(setting, "must be between " + least + " and " + most));
    }
  }
}
