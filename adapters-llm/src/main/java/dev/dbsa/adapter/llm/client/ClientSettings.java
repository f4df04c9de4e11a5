package dev.dbsa.adapter.llm.client;

import dev.dbsa.domain.connection.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the model's endpoint is reached. The texts are taken as they were configured: whatever is
 * missing or invalid is told by {@link #problems()}, not by an exception, so that a service with a
 * half-finished configuration starts and says what it lacks.
 *
 * @param baseUrl {@code OPENAI_BASE_URL}
 * @param apiKey {@code OPENAI_API_KEY}; endpoints without keys ignore it, but it has to be there
 * @param model {@code OPENAI_MODEL_NAME}
 * @param apiKeyHeader {@code APP_LLM_API_KEY_HEADER}: {@code Authorization} sends {@code Bearer
 *     <key>}, any other header the key alone (Azure's {@code api-key})
 * @param extraHeaders {@code APP_LLM_EXTRA_HEADERS}: {@code Name: value} pairs, separated by
 *     semicolons or line breaks; {@code null} for none
 * @param proxy {@code APP_LLM_PROXY}: {@code http://[user:password@]host:port}; {@code null} for
 *     none
 * @param connectTimeout {@code APP_LLM_CONNECT_TIMEOUT_SECONDS}: until a connection stands
 * @param readTimeout {@code APP_LLM_READ_TIMEOUT_SECONDS}: until one call is answered in full
 * @param maxRetries {@code APP_LLM_MAX_RETRIES}: how often one call is repeated after answers 408,
 *     409, 425, 429, 5xx and broken connections
 * @param maxConnections {@code APP_LLM_MAX_CONNECTIONS}: how many calls are under way at once; more
 *     wait
 * @param maxAnswerBytes {@code APP_LLM_MAX_ANSWER_BYTES}: longer answers are refused
 * @param temperature {@code APP_LLM_TEMPERATURE}, 0 to 2; {@code null} leaves it to the endpoint
 */
public record ClientSettings(
    @Nullable String baseUrl,
    @Nullable Secret apiKey,
    @Nullable String model,
    String apiKeyHeader,
    @Nullable Secret extraHeaders,
    @Nullable Secret proxy,
    Duration connectTimeout,
    Duration readTimeout,
    int maxRetries,
    int maxConnections,
    int maxAnswerBytes,
    @Nullable Double temperature) {

  public static final String DEFAULT_API_KEY_HEADER = "Authorization";
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Reasoning models think for minutes; the attempt's own deadline holds beside it. */
  public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(180);

  public static final int DEFAULT_MAX_RETRIES = 3;
  public static final int DEFAULT_MAX_CONNECTIONS = 1_000;
  public static final int DEFAULT_MAX_ANSWER_BYTES = 2 * 1024 * 1024;
  public static final double DEFAULT_TEMPERATURE = 0;

  private static final int MAX_KEY_LENGTH = 4_096;
  private static final int MAX_MODEL_LENGTH = 200;
  private static final int MIN_ANSWER_BYTES = 1_024;

  /** Visible ASCII, so that a value can stand in a header and nothing else. */
  private static final Pattern KEY = Pattern.compile("[!-~]{1," + MAX_KEY_LENGTH + "}");

  public ClientSettings {
    baseUrl = blankToNull(baseUrl);
    apiKey = blankToNull(apiKey);
    model = blankToNull(model);
    extraHeaders = blankToNull(extraHeaders);
    proxy = blankToNull(proxy);
  }

  /** With the defaults for everything else. */
  public static ClientSettings of(
      @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model) {
    return new ClientSettings(
        baseUrl,
        apiKey,
        model,
        DEFAULT_API_KEY_HEADER,
        null,
        null,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_READ_TIMEOUT,
        DEFAULT_MAX_RETRIES,
        DEFAULT_MAX_CONNECTIONS,
        DEFAULT_MAX_ANSWER_BYTES,
        DEFAULT_TEMPERATURE);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable Secret blankToNull(@Nullable Secret secret) {
    String text = secret == null ? null : blankToNull(secret.reveal());
    return text == null ? null : Secret.of(text);
  }

  /** The base URL without what may be secret in it; {@code null} where it is missing or invalid. */
  public @Nullable String displayUrl() {
    try {
      return baseUrl == null ? null : ModelUrl.parse(baseUrl).display();
    } catch (ModelUrl.InvalidModelUrlException e) {
      return null;
    }
  }

  /** What keeps the endpoint from being called; empty where all is well. */
  public List<SettingProblem> problems() {
    List<SettingProblem> problems = new ArrayList<>();
    checkKey(problems);
    checkUrl(problems);
    checkModel(problems);
    checkHeaders(problems);
    if (proxy != null) {
      try {
        Proxy.parse(proxy.reveal());
      } catch (IllegalArgumentException e) {
        problems.add(new SettingProblem("APP_LLM_PROXY", String.valueOf(e.getMessage())));
      }
    }
    checkNumbers(problems);
    return problems;
  }

  private void checkKey(List<SettingProblem> problems) {
    if (apiKey == null) {
      problems.add(new SettingProblem("OPENAI_API_KEY", "is not set"));
    } else if (!isKey(apiKey)) {
      problems.add(
          new SettingProblem(
              "OPENAI_API_KEY",
              "must consist of at most " + MAX_KEY_LENGTH + " visible ASCII characters"));
    }
  }

  /** Whether the text can be sent as a key. */
  static boolean isKey(Secret key) {
    return KEY.matcher(key.reveal()).matches();
  }

  private void checkUrl(List<SettingProblem> problems) {
    if (baseUrl == null) {
      problems.add(new SettingProblem("OPENAI_BASE_URL", "is not set"));
      return;
    }
    try {
      ModelUrl.parse(baseUrl);
    } catch (ModelUrl.InvalidModelUrlException e) {
      problems.add(new SettingProblem("OPENAI_BASE_URL", String.valueOf(e.getMessage())));
    }
  }

  private void checkModel(List<SettingProblem> problems) {
    if (model == null) {
      problems.add(new SettingProblem("OPENAI_MODEL_NAME", "is not set"));
    } else if (model.length() > MAX_MODEL_LENGTH
        || model.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          new SettingProblem(
              "OPENAI_MODEL_NAME",
              "must be at most " + MAX_MODEL_LENGTH + " characters without control characters"));
    }
  }

  private void checkHeaders(List<SettingProblem> problems) {
    if (!Headers.isName(apiKeyHeader)) {
      problems.add(new SettingProblem("APP_LLM_API_KEY_HEADER", "must be the name of a header"));
    }
    try {
      Headers.parse(extraHeaders);
    } catch (IllegalArgumentException e) {
      problems.add(new SettingProblem("APP_LLM_EXTRA_HEADERS", String.valueOf(e.getMessage())));
    }
  }

  private void checkNumbers(List<SettingProblem> problems) {
    atLeast(problems, "APP_LLM_CONNECT_TIMEOUT_SECONDS", connectTimeout.toSeconds(), 1, "second");
    atLeast(problems, "APP_LLM_READ_TIMEOUT_SECONDS", readTimeout.toSeconds(), 1, "second");
    atLeast(problems, "APP_LLM_MAX_RETRIES", maxRetries, 0, "retries");
    atLeast(problems, "APP_LLM_MAX_CONNECTIONS", maxConnections, 1, "connection");
    atLeast(problems, "APP_LLM_MAX_ANSWER_BYTES", maxAnswerBytes, MIN_ANSWER_BYTES, "bytes");
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      problems.add(new SettingProblem("APP_LLM_TEMPERATURE", "must be between 0 and 2"));
    }
  }

  private static void atLeast(
      List<SettingProblem> problems, String setting, long value, long minimum, String unit) {
    if (value < minimum) {
      problems.add(new SettingProblem(setting, "must be at least " + minimum + " " + unit));
    }
  }

  /** Without the texts that may hold secrets. */
  @Override
  public String toString() {
    return "ClientSettings[baseUrl=" + displayUrl() + ", model=" + model + "]";
  }

  /**
   * An HTTP proxy.
   *
   * @param user {@code null} where it asks for none
   */
  record Proxy(String host, int port, @Nullable String user, @Nullable Secret password) {
    static Proxy parse(String text) {
      java.net.URI uri;
      try {
        uri = new java.net.URI(text);
      } catch (java.net.URISyntaxException e) {
        // Without the cause, which repeats the text and so the password.
        throw new IllegalArgumentException("is not a URL");
      }
      if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
        throw new IllegalArgumentException("must look like http://host:port");
      }
      String login = uri.getUserInfo();
      int colon = login == null ? -1 : login.indexOf(':');
      if (login == null || colon < 0) {
        return new Proxy(uri.getHost(), uri.getPort(), login, null);
      }
      return new Proxy(
          uri.getHost(),
          uri.getPort(),
          login.substring(0, colon),
          Secret.of(login.substring(colon + 1)));
    }
  }
}
