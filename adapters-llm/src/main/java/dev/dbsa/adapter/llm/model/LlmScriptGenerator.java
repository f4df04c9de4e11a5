package dev.dbsa.adapter.llm.model;

import dev.dbsa.adapter.llm.answer.AnswerContract;
import dev.dbsa.adapter.llm.answer.AnswerParser;
import dev.dbsa.adapter.llm.answer.ParsedAnswer;
import dev.dbsa.adapter.llm.answer.UnreadableAnswerException;
import dev.dbsa.adapter.llm.client.CallFailedException;
import dev.dbsa.adapter.llm.client.CallObserver;
import dev.dbsa.adapter.llm.client.ChatAnswer;
import dev.dbsa.adapter.llm.client.ChatClient;
import dev.dbsa.adapter.llm.client.ChatMessage;
import dev.dbsa.adapter.llm.client.SettingProblem;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.prompt.DraftPrompt;
import dev.dbsa.adapter.llm.prompt.SchemaExcerpt;
import dev.dbsa.adapter.llm.prompt.SchemaSelector;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.port.out.ScriptGenerator;
import dev.dbsa.port.out.Workforce;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drafts scripts with a model behind an OpenAI-compatible endpoint. What the model says about a
 * script is passed on; what the script touches and whether it is valid is for the checks to say.
 * With settings that are missing or invalid every draft fails and names them.
 */
public final class LlmScriptGenerator implements ScriptGenerator, AutoCloseable {
  /** How often a model that answers in no readable form is asked for the form once more. */
  private static final int FORM_REMINDERS = 1;

  /** An answer in free form says nothing about how sure the model is. */
  private static final double CONFIDENCE_UNSTATED = 0.3;

  private static final double CONFIDENCE_OF_QUESTIONS = 0.1;

  private final LlmSettings settings;
  private final SchemaSelector selector;
  private final InstantSource clock;
  private final Workforce workforce;
  private final @Nullable ChatClient client;

  /**
   * @param vertx runs the connections; it is not closed with this object
   * @param workforce looks through the schema, for longer the larger it is
   */
  public LlmScriptGenerator(
      LlmSettings settings,
      Vertx vertx,
      SchemaLinker linker,
      InstantSource clock,
      CallObserver observer,
      Workforce workforce) {
    this.settings = settings;
    this.clock = clock;
    this.workforce = workforce;
    this.selector =
        new SchemaSelector(
            new LinkerRanking(linker), settings.form(), settings.schemaTokenBudget());
    this.client =
        settings.problems().isEmpty()
            ? new ChatClient(settings.client(), vertx, clock, observer)
            : null;
  }

  @Override
  public boolean asksModel() {
    return true;
  }

  @Override
  public int repairAttempts() {
    return settings.repairAttempts();
  }

  @Override
  public Proposal draft(DraftRequest request) throws InterruptedException {
    ChatClient ready = client;
    if (ready == null) {
      throw failed("llm_not_configured", notConfigured());
    }
    return converse(ready, request, workforce.finish(() -> excerpt(request)));
  }

  private SchemaExcerpt excerpt(DraftRequest request) {
    try {
      return selector.select(
          request.snapshot(),
          words(request),
          request.mode(),
          MentionedTables.of(request.repairs(), request.snapshot().catalog()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** All that may name a table: also what was answered, and what the team's words stand for. */
  private static String words(DraftRequest request) {
    String whole = request.request().whole();
    String lower = whole.toLowerCase(Locale.ROOT);
    return request.knowledge().glossary().terms().stream()
        .filter(term -> lower.contains(term.word().toLowerCase(Locale.ROOT)))
        .map(term -> term.meaning().text())
        .collect(Collectors.joining("\n", whole + "\n", ""));
  }

  private String notConfigured() {
    return "the llm backend is not configured: "
        + settings.problems().stream()
            .map(SettingProblem::toString)
            .collect(Collectors.joining("; "));
  }

  private Proposal converse(ChatClient client, DraftRequest request, SchemaExcerpt excerpt)
      throws InterruptedException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    List<ChatMessage> messages = new ArrayList<>(DraftPrompt.messages(request, excerpt, today));
    @Nullable Usage usage = null;
    @Nullable String unusable = null;
    for (int reminders = 0; ; reminders++) {
      ChatAnswer answer;
      try {
        answer = client.complete(messages, AnswerContract.schema(), request.deadline());
      } catch (CallFailedException e) {
        throw new GenerationFailedException(
            new Failure(code(e.kind()), e.detail()), usage, unusable);
      }
      usage = usage == null ? usage(answer) : usage.plus(usage(answer));
      try {
        return proposal(AnswerParser.parse(answer.content()), excerpt, usage);
      } catch (UnreadableAnswerException e) {
        if (reminders >= FORM_REMINDERS) {
          throw new GenerationFailedException(
              new Failure(
                  "model_answer_invalid", "the model's answer cannot be used: " + e.detail()),
              usage,
              answer.content());
        }
        unusable = answer.content();
        messages.addAll(DraftPrompt.formReminder(answer.content(), e.detail()));
      }
    }
  }

  private static String code(CallFailedException.Kind kind) {
    return switch (kind) {
      case UNAVAILABLE -> "model_unavailable";
      case TIMEOUT -> "model_timeout";
      case UNAUTHORIZED -> "model_unauthorized";
      case NOT_FOUND -> "model_not_found";
      case RATE_LIMITED -> "model_rate_limited";
      case REFUSED, FORBIDDEN -> "model_refused";
      case MALFORMED -> "model_answer_invalid";
      case TOO_LARGE -> "model_answer_too_large";
      case DECLINED -> "model_declined";
    };
  }

  private static GenerationFailedException failed(String code, String message) {
    return new GenerationFailedException(new Failure(code, message));
  }

  private Usage usage(ChatAnswer answer) {
    return new Usage(
        "llm",
        answer.model(),
        answer.promptTokens(),
        answer.completionTokens(),
        answer.latencyMillis(),
        1,
        DraftPrompt.version(settings.form()));
  }

  private static Proposal proposal(ParsedAnswer answer, SchemaExcerpt excerpt, Usage usage) {
    Double stated = answer.confidence();
    double confidence = stated == null ? CONFIDENCE_UNSTATED : stated;
    return new Proposal(
        answer.script(),
        answer.assumptions(),
        answer.planSteps(),
        answer.explanation(),
        answer.risks(),
        answer.questions(),
        answer.script() == null ? Math.min(confidence, CONFIDENCE_OF_QUESTIONS) : confidence,
        excerpt.references(),
        usage);
  }

  /** Closes all connections; drafts under way fail. */
  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
