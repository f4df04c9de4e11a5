package dev.dbsa.adapter.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error answer as RFC 9457 defines it.
 *
 * @param instance identity of this very case, by which the log names it; {@code null} where the log
 *     says nothing
 * @param errors {@code null} unless fields are invalid
 */
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
@Schema(
    name = "Problem",
    description = "An error answer (RFC 9457).",
    requiredProperties = {"type", "title", "status", "detail", "code"})
public record Problem(
    @Schema(
            description = "Identity of the kind of problem.",
            examples = "urn:dbsa:error:connection_not_found")
        String type,
    @Schema(
            description = "What the code means, the same in every case.",
            examples = "There is no such connection")
        String title,
    @Schema(description = "The HTTP status.", examples = "404") int status,
    @Schema(
            description = "The facts of this case.",
            examples = "connection 0b8f4f0e-5f0c-4c5e-9a55-3c1b2f6f3c11 does not exist")
        String detail,
    @Schema(description = "Stable name for programs.", examples = "connection_not_found")
        String code,
    @Schema(description = "Identity of this case in the service's log; with status 500 only.")
        @Nullable String instance,
    @Schema(description = "Every field that is invalid; with status 422 only.")
        @Nullable List<FieldError> errors) {

  /** The media type of error answers. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One invalid field.
   *
   * @param field a body field, a query parameter or a path parameter
   */
  @RegisterForReflection
  @Schema(
      name = "FieldError",
      requiredProperties = {"field", "message"})
  public record FieldError(
      @Schema(
              description = "The body field, query parameter or path parameter.",
              examples = "request_text")
          String field,
      @Schema(description = "The rule that it breaks.", examples = "must not be blank")
          String message) {}

  /** A refusal of the HTTP layer. */
  public static Problem of(WebError error, String detail) {
    return of(error.type(), detail, null, null);
  }

  /**
   * What the framework refuses: its own texts may name classes, so that ours replace them.
   *
   * @param status 400 to 499
   */
  public static Problem ofRefusal(int status) {
    return switch (status) {
      case 400 -> of(WebError.MALFORMED_REQUEST, "The request could not be understood.");
      case 404 -> of(WebError.PATH_NOT_FOUND, "Nothing is served at this path.");
      case 406 ->
          of(WebError.NOT_ACCEPTABLE, "Answers are application/json, which Accept excludes.");
      case 413 -> of(WebError.BODY_TOO_LARGE, "The body is too large.");
      case 415 ->
          of(
              WebError.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as application/json and say so in Content-Type.");
      default -> of(WebError.REQUEST_REFUSED, "The request was not accepted.");
    };
  }

  /** The service has no room for the request; the same problem as where the core has none. */
  public static Problem ofBusyness(String detail) {
    return of(ProblemType.of(ErrorCode.SERVICE_BUSY), detail, null, null);
  }

  /** A refusal of the core. */
  public static Problem of(DbsaException refusal) {
    return of(ProblemType.of(refusal.code()), refusal.detail(), null, fieldErrors(refusal));
  }

  /** A fault of the service, which tells nobody but the log what happened. */
  static Problem ofFault(UUID occurrence) {
    return of(
        WebError.INTERNAL_ERROR.type(),
        "The service failed in a way that it did not expect; its log tells more under this"
            + " instance.",
        "urn:uuid:" + occurrence,
        null);
  }

  private static Problem of(
      ProblemType type,
      String detail,
      @Nullable String instance,
      @Nullable List<FieldError> errors) {
    return new Problem(
        type.uri(), type.title(), type.status(), detail, type.code(), instance, errors);
  }

  private static @Nullable List<FieldError> fieldErrors(DbsaException refusal) {
    if (refusal instanceof InvalidFieldsException invalid) {
      return invalid.violations().stream().map(Problem::fieldError).toList();
    }
    if (refusal.code() == ErrorCode.SNAPSHOT_OF_OTHER_CONNECTION) {
      return List.of(new FieldError("snapshot_id", refusal.detail()));
    }
    return null;
  }

  private static FieldError fieldError(FieldViolation violation) {
    return new FieldError(violation.field(), violation.message());
  }
}
