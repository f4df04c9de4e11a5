package dev.dbsa.adapter.llm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import dev.dbsa.adapter.llm.client.CallObserver.ModelCall;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import dev.dbsa.testkit.FakeTcp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against an endpoint that behaves well and badly, over real HTTP. */
@Timeout(60)
class ChatClientTest {
  private static final String KEY = "sk-test-0123456789abcdef";
  private static final JsonNode SCHEMA =
      JsonNodeFactory.instance.objectNode().put("type", "object");

  private static Vertx vertx;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
  private Duration readTimeout = Duration.ofSeconds(20);
  private int maxAnswerBytes = 64 * 1024;
  private int maxRetries = 3;
  private String keyHeader = ClientSettings.DEFAULT_API_KEY_HEADER;
  private @Nullable Secret extraHeaders;
  private @Nullable Secret proxy;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private FakeModelServer server(Reply... replies) {
    FakeModelServer server = FakeModelServer.replying(replies);
    open.add(server);
    return server;
  }

  private ChatClient client(String baseUrl) {
    ClientSettings settings =
        new ClientSettings(
            baseUrl,
            Secret.of(KEY),
            "the-model",
            keyHeader,
            extraHeaders,
            proxy,
            Duration.ofSeconds(5),
            readTimeout,
            maxRetries,
            10,
            maxAnswerBytes,
            0.0);
    assertThat(settings.problems()).isEmpty();
    ChatClient client =
        new ChatClient(
            settings,
            vertx,
            InstantSource.system(),
            calls::add,
            new Pauses(Duration.ofMillis(2), Duration.ofMillis(10), new Random(1)));
    open.add(client);
    return client;
  }

  private static ChatAnswer ask(ChatClient client) throws Exception {
    return ask(client, Duration.ofSeconds(30));
  }

  private static ChatAnswer ask(ChatClient client, Duration patience) throws Exception {
    return client.complete(
        List.of(ChatMessage.system("Answer in JSON."), ChatMessage.user("show all orders")),
        SCHEMA,
        Instant.now().plus(patience));
  }

  private CallFailedException failure(FakeModelServer server) {
    return failure(server.baseUrl(), Duration.ofSeconds(30));
  }

  private CallFailedException failure(String baseUrl, Duration patience) {
    CallFailedException failure =
        catchThrowableOfType(CallFailedException.class, () -> ask(client(baseUrl), patience));
    assertThat(failure).isNotNull();
    assertThat(failure.detail()).doesNotContain(KEY);
    return failure;
  }

  private static JsonNode body(FakeModelServer server, int request) throws Exception {
    return new JsonMapper().readTree(server.requests().get(request).body());
  }

  private static String format(FakeModelServer server, int request) throws Exception {
    return body(server, request).path("response_format").path("type").asText("text");
  }

  @Test
  void asksForACompletionAndCountsTokens() throws Exception {
    FakeModelServer server = server(Reply.content("{\"script\":\"SELECT 1;\"}"));

    ChatAnswer answer = ask(client(server.baseUrl()));

    assertThat(answer.content()).isEqualTo("{\"script\":\"SELECT 1;\"}");
    assertThat(answer.model()).isEqualTo("fake-model-2026");
    assertThat(answer.promptTokens()).isEqualTo(120);
    assertThat(answer.completionTokens()).isEqualTo(30);
    FakeModelServer.Request request = server.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v1/chat/completions");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer " + KEY)
        .containsEntry("content-type", "application/json");
    JsonNode body = body(server, 0);
    assertThat(body.path("model").asText()).isEqualTo("the-model");
    assertThat(body.path("stream").asBoolean(true)).isFalse();
    assertThat(body.path("messages").path(1).path("content").asText()).isEqualTo("show all orders");
    assertThat(format(server, 0)).isEqualTo("json_schema");
    assertThat(calls).singleElement().extracting(ModelCall::outcome).isEqualTo("ok");
  }

  @Test
  void keepsPathAndQueryOfTheBaseUrlAndSendsTheKeyInTheHeaderOfTheVendor() throws Exception {
    keyHeader = "api-key";
    extraHeaders = Secret.of("X-Team: data; X-Trace: on");
    FakeModelServer server = server(Reply.content("{}"));
    String base =
        "http://127.0.0.1:" + server.port() + "/openai/deployments/gpt/?api-version=2024-10-21";

    ask(client(base));

    FakeModelServer.Request request = server.requests().getFirst();
    assertThat(request.target())
        .isEqualTo("/openai/deployments/gpt/chat/completions?api-version=2024-10-21");
    assertThat(request.headers())
        .containsEntry("api-key", KEY)
        .containsEntry("x-team", "data")
        .containsEntry("x-trace", "on")
        .doesNotContainKey("authorization");
  }

  @Test
  void goesThroughTheProxy() throws Exception {
    FakeModelServer server = server(Reply.content("{}"));
    proxy = Secret.of("http://127.0.0.1:" + server.port());

    ask(client("http://models.invalid/v1"));

    assertThat(server.requests().getFirst().target())
        .isEqualTo("http://models.invalid/v1/chat/completions");
  }

  @Test
  void fallsBackToJsonObjectAndThenToTextAndRemembersIt() throws Exception {
    FakeModelServer server =
        server(
            Reply.error(400, "response_format json_schema is not supported"),
            Reply.error(422, "response_format is not supported"),
            Reply.content("plain"));
    ChatClient client = client(server.baseUrl());

    assertThat(ask(client).content()).isEqualTo("plain");
    assertThat(ask(client).content()).isEqualTo("plain");

    assertThat(List.of(format(server, 0), format(server, 1), format(server, 2), format(server, 3)))
        .containsExactly("json_schema", "json_object", "text", "text");
  }

  @Test
  void leavesTheTemperatureAwayWhereItIsRefused() throws Exception {
    FakeModelServer server =
        server(
            Reply.error(400, "Unsupported value: 'temperature' does not support 0"),
            Reply.content("{}"));

    ask(client(server.baseUrl()));

    assertThat(body(server, 0).has("temperature")).isTrue();
    assertThat(body(server, 1).has("temperature")).isFalse();
    assertThat(format(server, 1)).isEqualTo("json_schema");
  }

  @Test
  void asksForLessWhereAServerBreaksOnTheFormOfTheAnswer() throws Exception {
    FakeModelServer server =
        server(
            Reply.error(500, "internal error"),
            Reply.error(500, "internal error"),
            Reply.content("plain"),
            Reply.error(500, "overloaded"),
            Reply.content("again"));
    ChatClient client = client(server.baseUrl());

    assertThat(ask(client).content()).isEqualTo("plain");
    assertThat(ask(client).content()).isEqualTo("again");
    assertThat(List.of(format(server, 2), format(server, 3), format(server, 4)))
        .as("what broke once it was known to work is asked for again")
        .containsExactly("text", "text", "text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System role not supported",
        "Developer instruction is not enabled for models/gemma",
        "Conversation roles must alternate user/assistant/user/assistant/..."
      })
  void putsTheRulesIntoTheRequestWhereModelsKnowNoSystem(String refusal) throws Exception {
    FakeModelServer server = server(Reply.error(400, refusal), Reply.content("{}"));

    ask(client(server.baseUrl()));

    JsonNode messages = body(server, 1).path("messages");
    assertThat(messages).hasSize(body(server, 0).path("messages").size() - 1);
    assertThat(messages.path(0).path("role").asText()).isEqualTo("user");
    assertThat(messages.path(0).path("content").asText())
        .startsWith(body(server, 0).path("messages").path(0).path("content").asText())
        .endsWith(body(server, 0).path("messages").path(1).path("content").asText());
    assertThat(format(server, 1)).isEqualTo("json_schema");
  }

  @Test
  void streamsWhereNothingElseIsAnswered() throws Exception {
    FakeModelServer server =
        server(
            Reply.error(400, "This model only supports stream mode"),
            Reply.json(
                    200,
                    """
                    data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}

                    data: {"choices":[{"delta":{"content":"{\\"a\\":"}}]}

                    data: {"choices":[{"delta":{"content":"1}"},"finish_reason":"stop"}]}

                    data: [DONE]
                    """)
                .with("Content-Type", "text/event-stream"));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{\"a\":1}");
    assertThat(body(server, 0).path("stream").asBoolean()).isFalse();
    assertThat(body(server, 1).path("stream").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"draft\",\"arguments\":\"{\\\"a\\\":1}\"}}]}",
        "{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"draft\",\"arguments\":{\"a\":1}}}]}",
        "{\"function_call\":{\"name\":\"draft\",\"arguments\":\"{\\\"a\\\":1}\"}}",
        "{\"content\":\"\",\"reasoning_content\":\"{\\\"a\\\":1}\"}",
        "{\"content\":null,\"reasoning\":\"{\\\"a\\\":1}\"}"
      })
  void findsAnswersThatAreNoContent(String message) throws Exception {
    FakeModelServer server =
        server(
            Reply.json(
                200,
                "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"tool_calls\"}]}"));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{\"a\":1}");
  }

  @Test
  void putsTheArgumentsOfAStreamedToolCallTogether() throws Exception {
    FakeModelServer server =
        server(
            Reply.json(
                    200,
                    """
                    data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"draft","arguments":"{\\"a\\""}}]}}]}

                    data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]}

                    data: [DONE]
                    """)
                .with("Content-Type", "text/event-stream"));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{\"a\":1}");
  }

  @Test
  void doesNotTakeATooLongPromptForARefusedFormat() {
    FakeModelServer server =
        server(Reply.error(400, "This model's maximum context length is 8192 tokens"));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.detail()).contains("HTTP 400").contains("maximum context length");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainAfterPassingTroubles(int status) throws Exception {
    FakeModelServer server = server(Reply.error(status, "later"), Reply.content("{}"));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{}");
    assertThat(server.requests()).hasSize(2);
    assertThat(calls).hasSize(2);
  }

  @Test
  void triesAgainAfterAConnectionThatBreaksMidway() throws Exception {
    FakeModelServer server =
        server(Reply.content("half of an answer").cutAfter(40), Reply.content("{}"));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, NOT_FOUND",
    "413, REFUSED",
    "501, UNAVAILABLE"
  })
  void doesNotRepeatWhatCannotSucceed(int status, Kind kind) {
    maxRetries = 3;
    FakeModelServer server = server(Reply.error(status, "no"));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(server.requests().stream().map(FakeModelServer.Request::body).distinct())
        .as("different forms of answer at most")
        .hasSameSizeAs(server.requests());
  }

  @Test
  void givesUpAfterTheLastRetry() {
    maxRetries = 2;
    FakeModelServer server = server(Reply.error(503, "overloaded"));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.detail()).contains("HTTP 503").contains("overloaded");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void doesNotWaitForARetryBeyondTheDeadline() {
    FakeModelServer server =
        server(Reply.error(429, "slow down").with("Retry-After", "3600"), Reply.content("{}"));

    long began = System.nanoTime();
    CallFailedException failure = failure(server.baseUrl(), Duration.ofSeconds(20));

    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheEndpointAsks() throws Exception {
    FakeModelServer server =
        server(Reply.error(503, "busy").with("Retry-After", "1"), Reply.content("{}"));

    long began = System.nanoTime();
    ask(client(server.baseUrl()));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void doesNotRepeatWhenTheQuotaIsUsedUp() {
    FakeModelServer server =
        server(
            Reply.json(
                429,
                "{\"error\":{\"message\":\"You exceeded your"
                    + " quota\",\"code\":\"insufficient_quota\"}}"));

    assertThat(failure(server).kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void endsAtTheDeadlineAndClosesTheConnection() throws Exception {
    FakeModelServer server = server(Reply.content("{}").after(Duration.ofSeconds(30)));

    CallFailedException failure = failure(server.baseUrl(), Duration.ofMillis(300));

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    eventually(() -> server.givenUp() == 1);
  }

  @Test
  void endsAtTheReadTimeout() {
    readTimeout = Duration.ofSeconds(1);
    FakeModelServer server = server(Reply.content("{}").after(Duration.ofSeconds(30)));

    assertThat(failure(server).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void closesTheConnectionWhenTheThreadIsInterrupted() throws Exception {
    FakeModelServer server = server(Reply.content("{}").after(Duration.ofSeconds(30)));
    ChatClient client = client(server.baseUrl());
    CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ask(client);
                    end.complete(null);
                  } catch (Throwable e) {
                    end.complete(e);
                  }
                });
    eventually(() -> server.held() == 1);

    asking.interrupt();

    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    eventually(() -> server.givenUp() == 1);
    assertThat(calls).singleElement().extracting(ModelCall::outcome).isEqualTo("canceled");
  }

  @Test
  void isInterruptedWhileItWaitsToTryAgain() throws Exception {
    FakeModelServer server = server(Reply.error(503, "busy").with("Retry-After", "25"));
    ChatClient client = client(server.baseUrl());
    CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ask(client);
                    end.complete(null);
                  } catch (Throwable e) {
                    end.complete(e);
                  }
                });
    eventually(() -> server.answered() == 1);

    asking.interrupt();

    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() throws Exception {
    maxAnswerBytes = 2_048;
    FakeModelServer server = server(Reply.content("x".repeat(5_000_000)));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(failure.detail()).contains("2048 bytes");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void boundsAnswersThatSayHowItFailedToo() {
    maxAnswerBytes = 2_048;
    FakeModelServer server = server(Reply.error(500, "x".repeat(5_000_000)));

    assertThat(failure(server).kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>hello</html>",
        "",
        "[]",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":null}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"  \"}}]}",
        "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n"
      })
  void saysWhenTheAnswerIsNotOpenAiCompatible(String body) {
    maxRetries = 1;
    FakeModelServer server = server(Reply.json(200, body));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(failure.detail()).contains("OpenAI-compatible");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void survivesDeeplyNestedJson() {
    maxRetries = 0;
    FakeModelServer server = server(Reply.json(200, "{\"a\":".repeat(9_000)));

    assertThat(failure(server).kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void putsAStreamTogetherThatNobodyAskedFor() throws Exception {
    String stream =
        """
        data: {"model":"m","choices":[{"delta":{"role":"assistant"}}]}

        data: {"model":"m","choices":[{"delta":{"content":"{\\"script\\":"}}]}

        data: {"model":"m","choices":[{"delta":{"content":" null}"},"finish_reason":"stop"}]}

        data: {"model":"m","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

        data: [DONE]
        """;
    FakeModelServer server =
        server(
            new Reply(
                200,
                Map.of("Content-Type", "text/event-stream"),
                stream.getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                -1));

    ChatAnswer answer = ask(client(server.baseUrl()));

    assertThat(answer.content()).isEqualTo("{\"script\": null}");
    assertThat(answer.promptTokens()).isEqualTo(7);
  }

  @Test
  void overlooksWhatReasoningModelsAdd() throws Exception {
    FakeModelServer server =
        server(
            Reply.json(
                200,
                """
                {"model":"r","choices":[{"message":{"role":"assistant","reasoning_content":"hmm",
                "reasoning":{"effort":"high"},"content":[{"type":"thinking","text":"let me see"},
                {"type":"text","text":"{}"}]},"finish_reason":"stop","logprobs":null}],
                "usage":{"prompt_tokens":1,"completion_tokens":2,
                "completion_tokens_details":{"reasoning_tokens":900}},"system_fingerprint":null}
                """));

    assertThat(ask(client(server.baseUrl())).content()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":{\"content\":\"SELECT\"},\"finish_reason\":\"length\"} | cut off",
        "{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\"} | content filter",
        "{\"message\":{\"content\":null,\"refusal\":\"I cannot help\"}} | I cannot help"
      })
  void saysWhenTheModelDidNotFinish(String choice, String reason) {
    FakeModelServer server = server(Reply.json(200, "{\"choices\":[" + choice + "]}"));

    CallFailedException failure = failure(server);

    assertThat(failure.kind()).isEqualTo(Kind.DECLINED);
    assertThat(failure.detail()).contains(reason);
  }

  @Test
  void followsNoRedirect() {
    FakeModelServer other = server(Reply.content("{}"));
    FakeModelServer server =
        server(Reply.json(307, "{}").with("Location", "http://localhost:" + other.port() + "/v1/"));

    CallFailedException failure = failure(server);

    assertThat(failure.detail()).contains("redirects to the host localhost");
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void keepsSecretsOutOfWhatTheEndpointSays() {
    extraHeaders = Secret.of("X-Gateway-Token: gateway-secret");
    FakeModelServer server =
        server(
            Reply.error(
                401,
                "wrong key " + KEY + " and gateway-secret; also Bearer abc.def\u0007 sk-other123"));

    CallFailedException failure = failure(server);

    assertThat(failure.detail())
        .contains("wrong key ***")
        .doesNotContain("gateway-secret", "abc.def", "sk-other123", "\u0007");
  }

  @Test
  void saysWhenNobodyListens() {
    maxRetries = 1;
    CallFailedException failure =
        failure("http://127.0.0.1:" + FakeTcp.freePort() + "/v1", Duration.ofSeconds(20));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.detail()).contains("cannot be reached");
    assertThat(calls).hasSize(2);
  }

  @Test
  void saysWhenTheHostDoesNotExist() {
    maxRetries = 0;
    assertThat(failure("http://no-such-host.invalid/v1", Duration.ofSeconds(20)).detail())
        .contains("host name that cannot be resolved");
  }

  @Test
  void saysWhenThePeerSpeaksNoTls() {
    maxRetries = 0;
    FakeModelServer server = server(Reply.content("{}"));

    CallFailedException failure =
        failure("https://127.0.0.1:" + server.port() + "/v1", Duration.ofSeconds(20));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void namesEverySettingThatIsMissingOrInvalid() {
    assertThat(ClientSettings.of(null, null, " ").problems())
        .extracting(SettingProblem::toString)
        .containsExactly(
            "OPENAI_API_KEY is not set",
            "OPENAI_BASE_URL is not set",
            "OPENAI_MODEL_NAME is not set");
    assertThat(
            new ClientSettings(
                    "ftp://user:pw@host",
                    Secret.of("two\r\nlines"),
                    "m",
                    "Host",
                    Secret.of("X: a\u0001b"),
                    Secret.of("socks5://x:1"),
                    Duration.ZERO,
                    Duration.ZERO,
                    -1,
                    0,
                    1,
                    3.0)
                .problems())
        .extracting(SettingProblem::setting)
        .containsExactly(
            "OPENAI_API_KEY",
            "OPENAI_BASE_URL",
            "APP_LLM_API_KEY_HEADER",
            "APP_LLM_EXTRA_HEADERS",
            "APP_LLM_PROXY",
            "APP_LLM_CONNECT_TIMEOUT_SECONDS",
            "APP_LLM_READ_TIMEOUT_SECONDS",
            "APP_LLM_MAX_RETRIES",
            "APP_LLM_MAX_CONNECTIONS",
            "APP_LLM_MAX_ANSWER_BYTES",
            "APP_LLM_TEMPERATURE");
  }

  @Test
  void showsNoSecretOfTheSettings() {
    ClientSettings settings =
        ClientSettings.of("https://host/v1?key=abc&api-version=1", Secret.of(KEY), "m");

    assertThat(settings.toString())
        .contains("https://host/v1?key=***&api-version=1")
        .doesNotContain(KEY, "abc");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, /v1/chat/completions",
    "https://api.openai.com/v1/, /v1/chat/completions",
    "https://api.openai.com/v1/chat/completions, /v1/chat/completions",
    "http://localhost:11434, /chat/completions",
    "http://[::1]:8000/v1?a=b%20c, /v1/chat/completions?a=b%20c"
  })
  void understandsBaseUrlsAsPeopleWriteThem(String url, String target) {
    assertThat(ModelUrl.parse(url).target("chat/completions")).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.openai.com",
        "file:///etc/passwd",
        "http:///v1",
        "http://u:p@h/",
        "http://h/#f",
        "http://h:70000"
      })
  void refusesTextsThatAreNoBaseUrl(String url) {
    assertThatThrownBy(() -> ModelUrl.parse(url))
        .isInstanceOf(ModelUrl.InvalidModelUrlException.class);
  }

  /** Waits until it is so; fails after a while. */
  private static void eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(5);
    }
  }
}
