package dev.dbsa.adapter.llm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.backend.EndpointTest;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelsProbeTest {
  private static final String KEY = "sk-configured-0123456789";
  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"small\"},{\"id\":\"large\"},{\"id\":\"small\"}]}";

  private static Vertx vertx;

  private FakeModelServer configured;
  private FakeModelServer other;
  private final AtomicInteger lookups = new AtomicInteger();

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void startServers() {
    configured = FakeModelServer.replying(Reply.json(200, MODELS));
    other = FakeModelServer.replying(Reply.json(200, MODELS));
  }

  @AfterEach
  void stopServers() {
    configured.close();
    other.close();
  }

  private ClientSettings settings(@Nullable String proxy) {
    ClientSettings plain = ClientSettings.of(configured.baseUrl(), Secret.of(KEY), "large");
    return new ClientSettings(
        plain.baseUrl(),
        plain.apiKey(),
        plain.model(),
        plain.apiKeyHeader(),
        Secret.of("X-Gateway: gateway-secret"),
        proxy == null ? null : Secret.of(proxy),
        plain.connectTimeout(),
        plain.readTimeout(),
        plain.maxRetries(),
        plain.maxConnections(),
        plain.maxAnswerBytes(),
        plain.temperature());
  }

  private EndpointTest test(
      ClientSettings settings,
      @Nullable String allowed,
      @Nullable String url,
      @Nullable String key,
      @Nullable String model)
      throws InterruptedException {
    try (ModelsProbe probe =
        new ModelsProbe(settings, AllowedHosts.parse(allowed), vertx, this::resolve)) {
      return probe.test(url, key == null ? null : Secret.of(key), model);
    }
  }

  private EndpointTest test(@Nullable String url, @Nullable String key, @Nullable String model)
      throws InterruptedException {
    return test(settings(null), null, url, key, model);
  }

  /** A name that leads home at the first look and to the metadata service at the next. */
  private InetAddress[] resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "rebinding.test" ->
          new InetAddress[] {
            InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")
          };
      case "metadata.test" ->
          new InetAddress[] {
            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("169.254.169.254")
          };
      default -> InetAddress.getAllByName(host);
    };
  }

  @Test
  void listsTheModelsOfTheConfiguredEndpoint() throws Exception {
    EndpointTest test = test(null, null, null);

    assertThat(test.ok()).isTrue();
    assertThat(test.httpStatus()).isEqualTo(200);
    assertThat(test.models()).containsExactly("large", "small");
    assertThat(test.modelAvailable()).isTrue();
    assertThat(test.error()).isNull();
    FakeModelServer.Request request = configured.requests().getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target()).isEqualTo("/v1/models");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer " + KEY)
        .containsEntry("x-gateway", "gateway-secret");
  }

  @Test
  void looksForTheModelOnTrial() throws Exception {
    assertThat(test(null, null, "unheard-of").modelAvailable()).isFalse();
  }

  @Test
  void triesAnotherKeyOnTheConfiguredEndpoint() throws Exception {
    test(null, "sk-other", null);

    assertThat(configured.requests().getFirst().headers())
        .containsEntry("authorization", "Bearer sk-other");
  }

  @Test
  void sendsNoConfiguredSecretToABaseUrlOnTrial() throws Exception {
    EndpointTest test = test(other.baseUrl(), null, null);

    assertThat(test.ok()).isTrue();
    assertThat(other.requests()).hasSize(1);
    assertThat(other.requests().getFirst().headers())
        .doesNotContainKeys("authorization", "x-gateway");
    assertThat(other.requests().toString()).doesNotContain(KEY);
    assertThat(configured.requests()).isEmpty();
  }

  @Test
  void sendsNoneEvenWhereTheBaseUrlOnTrialIsTheConfiguredOne() throws Exception {
    test(configured.baseUrl(), null, null);

    assertThat(configured.requests().getFirst().headers()).doesNotContainKey("authorization");
  }

  @Test
  void sendsTheKeyOnTrialToTheBaseUrlOnTrial() throws Exception {
    test(other.baseUrl(), "sk-trial", null);

    assertThat(other.requests().getFirst().headers())
        .containsEntry("authorization", "Bearer sk-trial");
  }

  @Test
  void followsNoRedirect() throws Exception {
    other.answerWith(_ -> Reply.json(302, "{}").with("Location", configured.baseUrl() + "/models"));

    EndpointTest test = test(other.baseUrl(), "sk-trial", null);

    assertThat(test.ok()).isFalse();
    assertThat(test.httpStatus()).isEqualTo(302);
    assertThat(test.error()).contains("redirects");
    assertThat(configured.requests()).isEmpty();
  }

  @Test
  void connectsToTheAddressThatWasLookedAt() throws Exception {
    EndpointTest test = test("http://rebinding.test:" + other.port() + "/v1", null, null);

    assertThat(test.ok()).isTrue();
    assertThat(lookups).hasValue(1);
    assertThat(other.requests().getFirst().headers())
        .containsEntry("host", "rebinding.test:" + other.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://169.254.170.2/v2",
        "http://2852039166/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://metadata.test/"
      })
  void neverCallsTheLocalLinkNorMetadataServices(String url) throws Exception {
    EndpointTest test = test(settings(null), "*.test", url, null, null);
    EndpointTest listed = test(settings(null), java.net.URI.create(url).getHost(), url, null, null);

    assertThat(test.ok()).isFalse();
    assertThat(listed.ok()).isFalse();
    assertThat(listed.httpStatus()).isNull();
    assertThat(listed.error()).containsAnyOf("link-local", "cannot be resolved");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "'example.org, 127.0.0.1:@PORT@', true",
    "127.0.0.1:1, false",
    "example.org, false",
    "'10.0.0.0/8 127.0.0.0/8', true",
    "*.0.0.1, false",
    "'', true"
  })
  void callsTheListedHostsOnly(String allowed, boolean called) throws Exception {
    String list = allowed.replace("@PORT@", String.valueOf(other.port()));

    EndpointTest test = test(settings(null), list, other.baseUrl(), null, null);

    assertThat(test.ok()).isEqualTo(called);
    if (!called) {
      assertThat(test.error()).contains("APP_AI_TEST_ALLOWED_HOSTS");
    }
    assertThat(test(settings(null), list, null, null, null).ok())
        .as("the configured endpoint needs no listing")
        .isTrue();
  }

  @Test
  void callsNamesWhoseAddressesAreListed() throws Exception {
    String url = "http://rebinding.test:" + other.port() + "/v1";

    assertThat(test(settings(null), "127.0.0.0/8", url, null, null).ok()).isTrue();
    lookups.set(0);
    assertThat(test(settings(null), "10.0.0.0/8", url, null, null).error())
        .contains("APP_AI_TEST_ALLOWED_HOSTS");
    assertThat(other.requests()).hasSize(1);
  }

  @Test
  void callsHostsBehindAProxyOnlyWhereTheyAreListed() throws Exception {
    ClientSettings proxied = settings("http://127.0.0.1:" + other.port());

    assertThat(test(proxied, null, "http://elsewhere.test/v1", null, null).error())
        .contains("APP_AI_TEST_ALLOWED_HOSTS");
    assertThat(other.requests()).isEmpty();
    assertThat(test(proxied, "elsewhere.test", "http://elsewhere.test/v1", null, null).ok())
        .isTrue();
    assertThat(other.requests().getFirst().target()).isEqualTo("http://elsewhere.test/v1/models");
    assertThat(test(proxied, "169.254.169.254", "http://169.254.169.254/", null, null).error())
        .contains("link-local");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":{\"message\":\"bad key sk-trial-12345\"}} | refused the key",
        "404 | <html>not here</html> | HTTP 404",
        "500 | {} | HTTP 500",
        "200 | <html></html> | no list of models",
        "200 | {\"data\":{}} | no list of models"
      })
  void saysWhatIsWrong(int status, String body, String error) throws Exception {
    other.answerWith(_ -> Reply.json(status, body));

    EndpointTest test = test(other.baseUrl(), "sk-trial-12345", null);

    assertThat(test.ok()).isFalse();
    assertThat(test.httpStatus()).isEqualTo(status);
    assertThat(test.error()).contains(error).doesNotContain("sk-trial");
    assertThat(test.models()).isEmpty();
    assertThat(test.modelAvailable()).isNull();
  }

  @Test
  void understandsOtherListsOfModels() throws Exception {
    other.answerWith(_ -> Reply.json(200, "{\"models\":[{\"name\":\"llama3\"}]}"));
    assertThat(test(other.baseUrl(), null, null).models()).containsExactly("llama3");

    other.answerWith(_ -> Reply.json(200, "[{\"id\":\"a\"},{\"x\":1},7]"));
    assertThat(test(other.baseUrl(), null, null).models()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 501})
  void asksTheModelWhereModelsAreNotListed(int status) throws Exception {
    other.answerWith(
        request ->
            request.target().endsWith("/models")
                ? Reply.error(status, "no such thing")
                : Reply.content("ready"));

    EndpointTest test = test(other.baseUrl(), "sk-trial-12345", "tiny");

    assertThat(test.ok()).isTrue();
    assertThat(test.httpStatus()).isEqualTo(200);
    assertThat(test.modelAvailable()).isTrue();
    assertThat(test.models()).isEmpty();
    FakeModelServer.Request asked = other.requests().getLast();
    assertThat(asked.target()).isEqualTo("/v1/chat/completions");
    assertThat(asked.body()).contains("\"model\":\"tiny\"");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-trial-12345");
  }

  @Test
  void anAnswerThatIsNoCompletionIsNoModel() throws Exception {
    other.answerWith(
        request ->
            request.target().endsWith("/models")
                ? Reply.error(404, "no such thing")
                : Reply.json(200, "{\"hello\":\"world\"}"));

    assertThat(test(other.baseUrl(), null, "tiny").ok()).isFalse();
  }

  @Test
  void namesTheSettingThatKeepsItFromCalling() throws Exception {
    ClientSettings none = ClientSettings.of(null, null, null);

    assertThat(test(none, null, null, null, null).error()).isEqualTo("OPENAI_API_KEY is not set");
    assertThat(test(none, null, null, "sk-x", null).error())
        .isEqualTo("OPENAI_BASE_URL is not set");
    assertThat(test(none, null, other.baseUrl(), null, null).ok()).isTrue();
  }

  @Test
  void refusesWhatCannotBeCalled() {
    assertThatThrownBy(() -> test("ftp://x", null, null))
        .isInstanceOf(InvalidFieldsException.class)
        .hasMessageContaining("base_url");
    assertThatThrownBy(() -> test(other.baseUrl(), "a b\r\nX: y", null))
        .isInstanceOf(InvalidFieldsException.class)
        .hasMessageContaining("api_key");
  }
}
