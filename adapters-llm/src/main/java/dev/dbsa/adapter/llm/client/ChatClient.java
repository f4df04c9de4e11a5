package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import dev.dbsa.adapter.llm.client.CallObserver.ModelCall;
import dev.dbsa.adapter.llm.client.ChatBody.Completion;
import dev.dbsa.adapter.llm.client.Negotiation.Terms;
import dev.dbsa.domain.connection.Secret;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks the configured model. Safe to call concurrently, best from virtual threads. */
public final class ChatClient implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ChatClient.class.getName());

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final ModelUrl url;
  private final String model;
  private final Map<String, String> headers;
  private final Redaction redaction;
  private final ClientSettings settings;
  private final ModelHttp http;
  private final Negotiation negotiation = new Negotiation();
  private final Pauses pauses;
  private final InstantSource clock;
  private final CallObserver observer;

  /**
   * @param settings without {@linkplain ClientSettings#problems() problems}
   */
  public ChatClient(
      ClientSettings settings, Vertx vertx, InstantSource clock, CallObserver observer) {
    this(
        settings,
        vertx,
        clock,
        observer,
        new Pauses(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()));
  }

  ChatClient(
      ClientSettings settings,
      Vertx vertx,
      InstantSource clock,
      CallObserver observer,
      Pauses pauses) {
    this.settings = settings;
    this.url = ModelUrl.parse(Objects.requireNonNull(settings.baseUrl()));
    this.model = Objects.requireNonNull(settings.model());
    Secret key = Objects.requireNonNull(settings.apiKey());
    Map<String, Secret> extra = Headers.parse(settings.extraHeaders());
    this.headers = Credentials.headers(settings.apiKeyHeader(), key, extra);
    this.redaction = Credentials.redaction(settings, key);
    this.http =
        new ModelHttp(
            vertx,
            settings.connectTimeout(),
            settings.maxConnections(),
            settings.maxAnswerBytes(),
            Credentials.proxy(settings));
    this.clock = clock;
    this.observer = observer;
    this.pauses = pauses;
  }

  /**
   * Asks, and asks again where that may help.
   *
   * @param answerSchema the JSON schema of the wanted answer, for endpoints that understand one
   * @param deadline no call and no pause goes on beyond it
   * @throws InterruptedException if the calling thread was interrupted; the connection is closed
   * @throws CallFailedException if there is no answer
   */
  public ChatAnswer complete(List<ChatMessage> messages, JsonNode answerSchema, Instant deadline)
      throws InterruptedException, CallFailedException {
    long began = System.nanoTime();
    Terms terms = negotiation.terms(url, model);
    int retries = 0;
    while (true) {
      Outcome outcome = call(messages, answerSchema, terms, deadline);
      if (outcome instanceof Outcome.Answered answered) {
        negotiation.accepted(url, model, terms);
        return answer(answered.completion(), began);
      }
      Outcome.Failed failed = (Outcome.Failed) outcome;
      Optional<Terms> lower =
          failed.answer() == null
              ? Optional.empty()
              : negotiation.afterRefusal(url, model, terms, failed.answer());
      if (lower.isPresent()) {
        terms = lower.get();
      } else {
        pauseBeforeRetry(failed, retries++, deadline);
      }
    }
  }

  private sealed interface Outcome {
    record Answered(Completion completion) implements Outcome {}

    /**
     * @param answer {@code null} where there was none
     * @param retry whether a repetition may help
     */
    record Failed(CallFailedException cause, @Nullable HttpAnswer answer, boolean retry)
        implements Outcome {}
  }

  private Outcome call(
      List<ChatMessage> messages, JsonNode answerSchema, Terms terms, Instant deadline)
      throws InterruptedException {
    byte[] body = ChatBody.write(model, messages, terms, answerSchema, settings.temperature());
    long began = System.nanoTime();
    @Nullable Completion completion = null;
    String outcome = "canceled";
    try {
      HttpAnswer answer =
          http.exchange(
              new HttpCall(url, "chat/completions", headers, body, null), timeLeft(deadline));
      if (answer.status() != 200) {
        CallFailedException failure = ErrorAnswers.explain(answer, url, redaction);
        outcome = name(failure.kind());
        return new Outcome.Failed(failure, answer, ErrorAnswers.isTransient(answer));
      }
      completion = ChatBody.read(answer, redaction);
      outcome = "ok";
      return new Outcome.Answered(completion);
    } catch (CallFailedException e) {
      outcome = name(e.kind());
      boolean retry = e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.MALFORMED;
      return new Outcome.Failed(e, null, retry);
    } finally {
      observer.called(
          new ModelCall(
              model,
              outcome,
              Duration.ofNanos(System.nanoTime() - began),
              completion == null ? null : completion.promptTokens(),
              completion == null ? null : completion.completionTokens()));
    }
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Duration timeLeft(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.compareTo(settings.readTimeout()) < 0 ? left : settings.readTimeout();
  }

  private void pauseBeforeRetry(Outcome.Failed failed, int retries, Instant deadline)
      throws InterruptedException, CallFailedException {
    if (!failed.retry() || retries >= settings.maxRetries()) {
      throw failed.cause();
    }
    Instant now = clock.instant();
    HttpAnswer answer = failed.answer();
    Duration pause = pauses.before(retries, answer == null ? null : answer.retryAfter(), now);
    if (!now.plus(pause).isBefore(deadline)) {
      throw failed.cause();
    }
    LOG.log(
        Level.DEBUG,
        "the model endpoint failed ({0}); trying again in {1} ms",
        failed.cause().kind(),
        pause.toMillis());
    Thread.sleep(pause);
  }

  private ChatAnswer answer(Completion completion, long began) {
    String answeredBy = completion.model();
    return new ChatAnswer(
        redaction.hide(completion.content()),
        answeredBy == null ? model : redaction.clean(answeredBy),
        completion.promptTokens(),
        completion.completionTokens(),
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** Closes all connections; calls under way fail. */
  @Override
  public void close() {
    http.close();
  }
}
