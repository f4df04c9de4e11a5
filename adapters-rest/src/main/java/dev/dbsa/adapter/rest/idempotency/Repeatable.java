package dev.dbsa.adapter.rest.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.idempotency.IdempotencyKey;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.in.AnswerOnce.Outcome;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The request at hand, which makes something and may come twice: with the header {@code
 * Idempotency-Key}, whatever comes second is answered as the first was.
 */
@RequestScoped
public class Repeatable {
  /** Names a request that may come twice. */
  public static final String HEADER = "Idempotency-Key";

  private final RoutingContext context;
  private final AnswerOnce answers;
  private final ObjectMapper mapper;

  Repeatable(RoutingContext context, AnswerOnce answers, ObjectMapper mapper) {
    this.context = context;
    this.answers = answers;
    this.mapper = mapper;
  }

  /**
   * Serves a request that is one short transaction.
   *
   * @param further what the request says beside its address and body
   */
  public <T> RestResponse<T> inOneTransaction(
      JsonBody body, @Nullable Object further, Supplier<RestResponse<T>> work) {
    IdempotencyKey key = key();
    return key == null
        ? work.get()
        : result(answers.inOneTransaction(key, said(body, further), work, this::kept));
  }

  /**
   * Serves a request that takes long or calls the outside world.
   *
   * @param body {@code null} where the request has none
   * @param further what the request says beside its address and body
   */
  public <T> RestResponse<T> answer(
      @Nullable JsonBody body, @Nullable Object further, Supplier<RestResponse<T>> work) {
    IdempotencyKey key = key();
    return key == null
        ? work.get()
        : result(answers.answer(key, said(body, further), work, this::kept));
  }

  private @Nullable IdempotencyKey key() {
    List<String> values = context.request().headers().getAll(HEADER);
    if (values.size() > 1) {
      throw new InvalidFieldsException(HEADER, "must be sent once");
    }
    return values.isEmpty() ? null : new IdempotencyKey(values.getFirst());
  }

  private String said(@Nullable JsonBody body, @Nullable Object further) {
    HttpServerRequest request = context.request();
    return String.join(
        "\n",
        request.method().name(),
        request.uri(),
        String.valueOf(further),
        body == null ? "" : body.text());
  }

  private static <T> RestResponse<T> result(Outcome<RestResponse<T>> outcome) {
    return switch (outcome) {
      case Outcome.First<RestResponse<T>> first -> first.result();
      case Outcome.Repeated<RestResponse<T>> repeated ->
          throw new RepeatedAnswer(repeated.answer());
    };
  }

  private KeptAnswer kept(RestResponse<?> answer) {
    try {
      return new KeptAnswer(
          answer.getStatus(),
          answer.getHeaderString(HttpHeaders.LOCATION),
          mapper.writeValueAsString(answer.getEntity()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
