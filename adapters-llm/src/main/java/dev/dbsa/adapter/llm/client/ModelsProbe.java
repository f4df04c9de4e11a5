package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.ForbiddenAddresses;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostRefusedException;
import dev.dbsa.domain.network.HostRefusedException.Reason;
import dev.dbsa.domain.network.HostResolver;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks endpoints for their models. Those on trial are called at the address that was looked at, by
 * the name that was given, and get none of the configured secrets.
 */
public final class ModelsProbe implements AutoCloseable {
  /** A list of models is quick to give. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MAX_CONNECTIONS = 20;
  private static final int MAX_MODELS = 1_000;
  private static final int MAX_MODEL_LENGTH = 200;

  private final ClientSettings settings;
  private final AllowedHosts allowed;
  private final HostResolver resolver;
  private final ClientSettings.@Nullable Proxy proxy;
  private final ModelHttp http;

  public ModelsProbe(ClientSettings settings, AllowedHosts allowed, Vertx vertx) {
    this(settings, allowed, vertx, HostResolver.SYSTEM);
  }

  ModelsProbe(ClientSettings settings, AllowedHosts allowed, Vertx vertx, HostResolver resolver) {
    this.settings = settings;
    this.allowed = allowed;
    this.resolver = resolver;
    this.proxy = proxy(settings);
    this.http =
        new ModelHttp(
            vertx,
            usable(settings.connectTimeout()),
            MAX_CONNECTIONS,
            Math.max(settings.maxAnswerBytes(), ClientSettings.DEFAULT_MAX_ANSWER_BYTES),
            proxy);
  }

  private static Duration usable(Duration connectTimeout) {
    boolean usable = connectTimeout.isPositive() && connectTimeout.compareTo(LONGEST) < 0;
    return usable ? connectTimeout : ClientSettings.DEFAULT_CONNECT_TIMEOUT;
  }

  private static ClientSettings.@Nullable Proxy proxy(ClientSettings settings) {
    try {
      return Credentials.proxy(settings);
    } catch (IllegalArgumentException e) {
      // It is among the settings' problems, so that nothing is called through it.
      return null;
    }
  }

  /** See {@link dev.dbsa.port.out.ModelEndpoint#test}. */
  public EndpointTest test(
      @Nullable String baseUrl, @Nullable Secret apiKey, @Nullable String model)
      throws InterruptedException {
    requireKey(apiKey);
    ModelUrl trial = baseUrl == null ? null : url(baseUrl);
    String wanted = model == null ? settings.model() : model;
    Redaction redaction = Credentials.redaction(settings, apiKey);
    long began = System.nanoTime();
    @Nullable Integer status = null;
    try {
      Call call = trial == null ? configured(apiKey) : onTrial(trial, apiKey);
      HttpAnswer answer = send(call, "models", null);
      status = answer.status();
      if (hasNoList(status) && wanted != null) {
        HttpAnswer reply = send(call, "chat/completions", greeting(wanted));
        status = reply.status();
        return answering(reply, call, began, redaction);
      }
      if (status != 200) {
        throw ErrorAnswers.explain(answer, call.url(), redaction);
      }
      List<String> models = models(answer, redaction);
      return new EndpointTest(
          true,
          status,
          millisSince(began),
          models,
          wanted == null ? null : models.contains(wanted),
          null);
    } catch (CallFailedException e) {
      return new EndpointTest(false, status, millisSince(began), List.of(), null, e.detail());
    }
  }

  /** Not every endpoint lists its models; what it is for is to answer. */
  private static boolean hasNoList(int status) {
    return status == 404 || status == 405 || status == 501;
  }

  private static byte[] greeting(String model) {
    return ChatBody.write(
        model,
        List.of(ChatMessage.user("Answer with the word ready.")),
        new Negotiation.Terms(AnswerFormat.TEXT, false, false, false),
        JsonNodeFactory.instance.objectNode(),
        null);
  }

  /** Whatever the model says: that it says something is enough. */
  private static EndpointTest answering(
      HttpAnswer reply, Call call, long began, Redaction redaction) throws CallFailedException {
    if (reply.status() != 200) {
      throw ErrorAnswers.explain(reply, call.url(), redaction);
    }
    ChatBody.requireCompletion(reply);
    return new EndpointTest(true, reply.status(), millisSince(began), List.of(), true, null);
  }

  /**
   * @param hosts those that it may lead to
   */
  private record Call(ModelUrl url, Map<String, String> headers, AllowedHosts hosts) {}

  private Call configured(@Nullable Secret key) throws CallFailedException {
    for (SettingProblem problem : settings.problems()) {
      boolean needless =
          problem.setting().equals("OPENAI_MODEL_NAME")
              || (key != null && problem.setting().equals("OPENAI_API_KEY"));
      if (!needless) {
        throw new CallFailedException(Kind.FORBIDDEN, problem.toString());
      }
    }
    return new Call(
        ModelUrl.parse(Objects.requireNonNull(settings.baseUrl())),
        Credentials.headers(
            settings.apiKeyHeader(),
            key == null ? settings.apiKey() : key,
            Headers.parse(settings.extraHeaders())),
        AllowedHosts.EVERY);
  }

  private Call onTrial(ModelUrl url, @Nullable Secret key) throws CallFailedException {
    if (settings.proxy() != null) {
      requireKnownBehindProxy(url);
    }
    String header =
        Headers.isName(settings.apiKeyHeader())
            ? settings.apiKeyHeader()
            : ClientSettings.DEFAULT_API_KEY_HEADER;
    return new Call(url, Credentials.headers(header, key, Map.of()), allowed);
  }

  /** A proxy resolves names by itself, so that their addresses cannot be looked at. */
  private void requireKnownBehindProxy(ModelUrl url) throws CallFailedException {
    if (proxy == null) {
      throw new CallFailedException(Kind.FORBIDDEN, "APP_LLM_PROXY is invalid");
    }
    if (!allowed.areListed()) {
      throw new CallFailedException(
          Kind.FORBIDDEN,
          "calls go through a proxy, which hides where they lead: name the host in"
              + " APP_AI_TEST_ALLOWED_HOSTS");
    }
    if (!allowed.includes(url.host(), url.port())) {
      throw refused(Reason.NOT_ALLOWED);
    }
    if (isForbiddenAddress(url.host())) {
      throw refused(Reason.FORBIDDEN);
    }
  }

  private static boolean isForbiddenAddress(String host) {
    try {
      return ForbiddenAddresses.include(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      // It is a name.
      return false;
    }
  }

  private static CallFailedException refused(Reason reason) {
    String detail =
        switch (reason) {
          case NOT_ALLOWED ->
              "APP_AI_TEST_ALLOWED_HOSTS does not list the host, so it is not called";
          case FORBIDDEN ->
              "the host leads to an address that is never called: link-local or cloud metadata";
        };
    return new CallFailedException(Kind.FORBIDDEN, detail);
  }

  private static ModelUrl url(String baseUrl) {
    try {
      return ModelUrl.parse(baseUrl);
    } catch (ModelUrl.InvalidModelUrlException e) {
      throw new InvalidFieldsException("base_url", String.valueOf(e.getMessage()));
    }
  }

  private static void requireKey(@Nullable Secret key) {
    if (key != null && !ClientSettings.isKey(key)) {
      throw new InvalidFieldsException("api_key", "must consist of visible ASCII characters");
    }
  }

  private HttpAnswer send(Call call, String resource, byte @Nullable [] body)
      throws InterruptedException, CallFailedException {
    @Nullable InetAddress address = proxy == null ? address(call) : null;
    return http.exchange(
        new HttpCall(call.url(), resource, call.headers(), body, address), LONGEST);
  }

  /** The address that was looked at, which the connection has to go to. */
  private InetAddress address(Call call) throws CallFailedException {
    try {
      return new HostGuard(call.hosts(), resolver)
          .addresses(call.url().host(), call.url().port())
          .getFirst();
    } catch (HostRefusedException e) {
      throw refused(e.reason());
    } catch (UnknownHostException e) {
      throw new CallFailedException(
          Kind.UNAVAILABLE, "the model endpoint has a host name that cannot be resolved");
    }
  }

  private static List<String> models(HttpAnswer answer, Redaction redaction)
      throws CallFailedException {
    JsonNode root = ChatBody.parse(answer.text());
    JsonNode list = root == null ? null : list(root);
    if (list == null) {
      throw ChatBody.malformed("is no list of models");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode entry : list) {
      String name = entry.path("id").asText(entry.path("name").asText(""));
      if (!name.isBlank() && name.length() <= MAX_MODEL_LENGTH && names.size() < MAX_MODELS) {
        names.add(redaction.clean(name));
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private static @Nullable JsonNode list(JsonNode root) {
    for (JsonNode candidate : List.of(root.path("data"), root.path("models"), root)) {
      if (candidate.isArray()) {
        return candidate;
      }
    }
    return null;
  }

  private static long millisSince(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  @Override
  public void close() {
    http.close();
  }
}
