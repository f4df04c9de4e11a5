package dev.dbsa.adapter.rest.problem;

import dev.dbsa.domain.error.DbsaException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into an error answer. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger("dev.dbsa.rest");
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  /** Nobody knows when the work under way ends; most of it takes seconds. */
  private static final int RETRY_SECONDS = 5;

  private final ProblemJson json;

  ProblemMappers(ProblemJson json) {
    this.json = json;
  }

  @ServerExceptionMapper
  RestResponse<String> refused(DbsaException refusal) {
    Problem problem = Problem.of(refusal);
    if (problem.status() >= FIRST_SERVER_ERROR) {
      LOG.warnf("%s: %s", problem.code(), problem.detail());
      LOG.debugf(refusal, "%s", problem.code());
    }
    ResponseBuilder<String> answer = builder(problem);
    if (problem.status() == TOO_MANY || problem.status() == UNAVAILABLE) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer.build();
  }

  @ServerExceptionMapper
  RestResponse<String> refused(WebException refusal) {
    return answer(refusal.problem());
  }

  /** What the framework refuses: its own texts may name classes, so that ours replace them. */
  @ServerExceptionMapper
  RestResponse<String> refused(WebApplicationException refusal, UriInfo uri) {
    Response response = refusal.getResponse();
    int status = response.getStatus();
    if (status == 404 || status == 405) {
      return notServed(uri.getRequestUri().getRawPath());
    }
    return answer(status >= FIRST_SERVER_ERROR ? json.logged(refusal) : Problem.ofRefusal(status));
  }

  @ServerExceptionMapper
  RestResponse<String> failed(Throwable fault) {
    return answer(json.logged(fault));
  }

  private RestResponse<String> notServed(String path) {
    Optional<String> allowed = AllowedMethods.find(path);
    if (allowed.isEmpty()) {
      return answer(Problem.ofRefusal(404));
    }
    Problem problem =
        Problem.of(WebError.METHOD_NOT_ALLOWED, "This path allows " + allowed.get() + ".");
    return builder(problem).header(HttpHeaders.ALLOW, allowed.get()).build();
  }

  private RestResponse<String> answer(Problem problem) {
    return builder(problem).build();
  }

  private ResponseBuilder<String> builder(Problem problem) {
    return ResponseBuilder.<String>create(problem.status())
        .entity(json.write(problem))
        .type(Problem.MEDIA_TYPE);
  }
}
