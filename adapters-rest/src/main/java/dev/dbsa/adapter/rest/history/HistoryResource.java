package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.caller.Caller;
import dev.dbsa.adapter.rest.idempotency.Repeatable;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.review.Review;
import dev.dbsa.port.in.ReviewDrafts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Past generations and their reviews. */
@Path("/api/history")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "History", description = "Past generations and what people decided about them.")
class HistoryResource {
  private final ReviewDrafts reviews;
  private final Caller caller;
  private final Repeatable repeatable;

  HistoryResource(ReviewDrafts reviews, Caller caller, Repeatable repeatable) {
    this.reviews = reviews;
    this.caller = caller;
    this.repeatable = repeatable;
  }

  @GET
  @Operation(
      operationId = "listHistory",
      summary = "List past generations",
      description = "A page of summaries. Filters that are given must all hold.")
  @Parameter(
      name = "review_status",
      in = ParameterIn.QUERY,
      description = "Of the newest review.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"accepted", "rejected", "edited"}))
  @Parameter(
      name = "latest_status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "queued",
                "running",
                "completed",
                "failed",
                "canceled",
                "clarification_needed"
              }))
  @Parameter(
      name = "lint_status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"pass", "warn", "fail"}))
  @Parameter(
      name = "has_final_script",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "connection_id",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "dialect",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"mysql", "postgresql", "postgres"}))
  @Parameter(
      name = "script_mode",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"query", "dml", "ddl", "migration", "maintenance"}))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the request's text, in any letter case.",
      schema = @Schema(type = SchemaType.STRING, maxLength = 200))
  @Parameter(
      name = "created_from",
      in = ParameterIn.QUERY,
      description = "Not earlier than this.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "created_to",
      in = ParameterIn.QUERY,
      description = "Earlier than this.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "sort_by",
      in = ParameterIn.QUERY,
      description = "Rows without the key come last in either order.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"created_at", "last_reviewed_at", "risk_count"},
              defaultValue = "created_at"))
  @Parameter(
      name = "sort_order",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"asc", "desc"},
              defaultValue = "desc"))
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description =
          "Instead of page: what the answer before gave as next_cursor. The filters and the order"
              + " have to be the same.",
      schema = @Schema(type = SchemaType.STRING, maxLength = 300))
  @Parameter(
      name = "page_size",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  public HistoryPageView list(@Context UriInfo uri) {
    HistoryFilters.Wanted wanted = HistoryFilters.read(QueryParameters.of(uri));
    HistoryQuery query = wanted.query();
    HistoryCursor place = wanted.place();
    return place == null
        ? HistoryPageView.of(query, reviews.find(query))
        : HistoryPageView.behindCursor(query, reviews.findBehind(query, place));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getHistory", summary = "Read a past generation with all of its reviews")
  public HistoryDetailView get(@PathParam("id") String id) {
    return HistoryDetailView.of(reviews.get(PathId.generation(id)));
  }

  @POST
  @Path("/{id}/review")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createReview",
      summary = "Record a decision about a draft",
      description =
          "A draft may be reviewed many times; the newest review counts. The reviewer's name comes"
              + " from a header, X-Internal-Reviewer unless configured otherwise, else from the"
              + " caller's proven identity. It is verified where the caller signed it: by the header"
              + " X-Internal-Signed-Headers, or since it is the caller's own.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ReviewRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Recorded.",
      content = @Content(schema = @Schema(implementation = ReviewView.class)))
  @APIResponse(responseCode = "409", description = "The generation is not completed.")
  public RestResponse<ReviewView> review(@PathParam("id") String id, JsonBody body) {
    ReviewRequest request = ReviewRequest.read(body);
    GenerationId generation = PathId.generation(id);
    Reviewer reviewer = caller.reviewer();
    return repeatable.answer(body, reviewer, () -> review(generation, reviewer, request));
  }

  private RestResponse<ReviewView> review(
      GenerationId id, @Nullable Reviewer reviewer, ReviewRequest request) {
    Review review =
        reviews.review(
            id, request.reviewStatus(), reviewer, request.reviewNote(), request.finalScriptText());
    return RestResponse.status(RestResponse.Status.CREATED, ReviewView.of(review));
  }
}
