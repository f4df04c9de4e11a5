package dev.dbsa.adapter.rest.idempotency;

import dev.dbsa.domain.idempotency.KeptAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives the answer that a request got when it came for the first time. */
class RepeatedAnswerMapper {
  /** Tells such an answer from a first one. */
  private static final String HEADER = "Idempotent-Replayed";

  /** As the framework spells it where it writes the body itself. */
  private static final String JSON = "application/json;charset=UTF-8";

  @ServerExceptionMapper
  RestResponse<String> repeat(RepeatedAnswer repeated) {
    KeptAnswer answer = repeated.answer();
    ResponseBuilder<String> builder =
        ResponseBuilder.<String>create(answer.status())
            .entity(answer.body())
            .type(JSON)
            .header(HEADER, "true");
    if (answer.location() != null) {
      builder.header(HttpHeaders.LOCATION, answer.location());
    }
    return builder.build();
  }
}
