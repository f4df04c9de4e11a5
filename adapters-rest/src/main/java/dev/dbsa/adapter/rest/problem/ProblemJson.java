package dev.dbsa.adapter.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes error answers. */
@Singleton
public class ProblemJson {
  private static final Logger LOG = Logger.getLogger("dev.dbsa.rest");

  private final ObjectMapper mapper;

  ProblemJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public String write(Problem problem) {
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to a fault, which is logged here and nowhere else. */
  public Problem logged(Throwable fault) {
    UUID occurrence = UUID.randomUUID();
    LOG.errorf(fault, "Request failed unexpectedly (%s)", occurrence);
    return Problem.ofFault(occurrence);
  }
}
