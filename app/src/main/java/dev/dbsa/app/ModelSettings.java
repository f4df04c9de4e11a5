package dev.dbsa.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the model of backend {@code llm} is reached: {@code APP_LLM_…}. */
@ConfigMapping(prefix = "app.llm")
interface ModelSettings {
  /**
   * Header of the key: {@code Authorization} sends it as a bearer token, any other header alone.
   */
  @WithDefault("Authorization")
  String apiKeyHeader();

  /** Headers to add, as {@code Name: value}, separated by semicolons. */
  Optional<String> extraHeaders();

  /** HTTP proxy, as {@code http://[user:password@]host:port}. */
  Optional<String> proxy();

  /** How long a connection may take, in seconds. */
  @WithDefault("10")
  long connectTimeoutSeconds();

  /** How long one answer may take, in seconds. */
  @WithDefault("180")
  long readTimeoutSeconds();

  /** How often a call is repeated after a passing failure. */
  @WithDefault("3")
  int maxRetries();

  /** How many calls are under way at once. */
  @WithDefault("1000")
  int maxConnections();

  /** Longer answers are refused, in bytes. */
  @WithDefault("2097152")
  int maxAnswerBytes();

  /** 0 to 2; {@code default} leaves it to the endpoint. */
  @WithDefault("0")
  String temperature();

  /**
   * How a prompt writes tables down: {@code auto}, {@code compact}, {@code ddl}, {@code m-schema}.
   */
  @WithDefault("auto")
  String schemaForm();

  /** How many tokens of a prompt the schema may take. */
  @WithDefault("6000")
  int schemaTokenBudget();

  /** How often a script that fails the checks is handed back. */
  @WithDefault("2")
  int repairAttempts();

  /** The endpoint's address, key and model: {@code OPENAI_…}. */
  @ConfigMapping(prefix = "openai")
  interface Endpoint {
    /** The key. */
    Optional<String> apiKey();

    /** File that holds the key. */
    Optional<String> apiKeyFile();

    /** The address that {@code /chat/completions} is appended to. */
    Optional<String> baseUrl();

    /** The model to ask. */
    Optional<String> modelName();
  }
}
