package dev.dbsa.adapter.rest.generations;

import dev.dbsa.adapter.rest.idempotency.Repeatable;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.adapter.rest.input.PathId;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.port.in.DraftScripts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Drafts, from the request to the outcome. */
@Path("/api/generations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Generations", description = "Drafts, from the request to the outcome.")
class GenerationsResource {
  private final DraftScripts drafts;
  private final Repeatable repeatable;

  GenerationsResource(DraftScripts drafts, Repeatable repeatable) {
    this.drafts = drafts;
    this.repeatable = repeatable;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createGeneration",
      summary = "Ask for a draft",
      description = "Stores the request, which waits to be executed.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GenerationRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Queued.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The path of the generation.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = GenerationStatusView.class)))
  @APIResponse(responseCode = "404", description = "There is no such connection or snapshot.")
  public RestResponse<GenerationStatusView> create(JsonBody body) {
    GenerationRequest request = GenerationRequest.read(body);
    return repeatable.inOneTransaction(body, null, () -> create(request));
  }

  private RestResponse<GenerationStatusView> create(GenerationRequest request) {
    return created(
        drafts.request(
            new ConnectionId(request.connectionId()),
            new SnapshotId(request.snapshotId()),
            request.text(),
            request.scriptMode()));
  }

  @POST
  @Path("/{id}/answers")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "answerQuestions",
      summary = "Answer what a generation asks",
      description =
          "Stores a new request that follows it: what was asked there, with these answers. It waits"
              + " to be executed.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AnswersRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Queued.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The path of the new generation.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = GenerationStatusView.class)))
  @APIResponse(responseCode = "409", description = "It has not ended, or asks nothing.")
  public RestResponse<GenerationStatusView> answer(@PathParam("id") String id, JsonBody body) {
    GenerationId asked = PathId.generation(id);
    AnswersRequest request = AnswersRequest.read(body);
    return repeatable.inOneTransaction(
        body, null, () -> created(drafts.answer(asked, request.answers())));
  }

  private RestResponse<GenerationStatusView> created(Generation generation) {
    return ResponseBuilder.create(
            RestResponse.Status.CREATED, GenerationStatusView.of(generation.standing(), drafts))
        .header(HttpHeaders.LOCATION, "/api/generations/" + generation.id())
        .build();
  }

  @POST
  @Path("/{id}/execute")
  @Operation(
      operationId = "executeGeneration",
      summary = "Start a queued generation",
      description =
          "Starts it in the background and answers at once; its status tells the rest. Where no"
              + " worker is free, it stays queued until one is, and its place is told.")
  @APIResponse(
      responseCode = "202",
      description = "Started, or in the queue for a worker.",
      content = @Content(schema = @Schema(implementation = GenerationStatusView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The generation is not queued, or waits for a worker already.")
  public RestResponse<GenerationStatusView> execute(@PathParam("id") String id) {
    return accepted(drafts.execute(PathId.generation(id)));
  }

  @GET
  @Path("/{id}/status")
  @Operation(operationId = "getGenerationStatus", summary = "See where a generation stands")
  public GenerationStatusView status(@PathParam("id") String id) {
    return GenerationStatusView.of(drafts.getStanding(PathId.generation(id)), drafts);
  }

  @GET
  @Path("/{id}/attempts")
  @Operation(
      operationId = "listAttempts",
      summary = "See every attempt of a generation",
      description = "Tells of each what became of it, what it took and why it failed.")
  public AttemptListView attempts(@PathParam("id") String id) {
    return AttemptListView.of(drafts.getStanding(PathId.generation(id)));
  }

  @POST
  @Path("/{id}/retry")
  @Operation(
      operationId = "retryGeneration",
      summary = "Start a failed generation once more",
      description =
          "Starts a new attempt in the background and answers at once, as soon as a worker is free.")
  @APIResponse(
      responseCode = "202",
      description = "Started, or in the queue for a worker.",
      content = @Content(schema = @Schema(implementation = GenerationStatusView.class)))
  @APIResponse(responseCode = "409", description = "The generation has not failed.")
  public RestResponse<GenerationStatusView> retry(@PathParam("id") String id) {
    return accepted(drafts.retry(PathId.generation(id)));
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelGeneration",
      summary = "Cancel a generation",
      description = "Ends a queued or running generation; the work under way stops.")
  @APIResponse(
      responseCode = "200",
      description = "Canceled.",
      content = @Content(schema = @Schema(implementation = GenerationStatusView.class)))
  @APIResponse(responseCode = "409", description = "The generation has ended.")
  public GenerationStatusView cancel(@PathParam("id") String id) {
    return GenerationStatusView.of(drafts.cancel(PathId.generation(id)).standing(), drafts);
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getGeneration",
      summary = "Read the draft in full",
      description = "Also tells what became of a generation that ended without a script.")
  @APIResponse(
      responseCode = "200",
      description = "The outcome.",
      content = @Content(schema = @Schema(implementation = GenerationDetailView.class)))
  @APIResponse(responseCode = "409", description = "The generation is still queued or running.")
  public GenerationDetailView get(@PathParam("id") String id) {
    return GenerationDetailView.of(drafts.getFinished(PathId.generation(id)));
  }

  private RestResponse<GenerationStatusView> accepted(Generation generation) {
    return RestResponse.status(
        RestResponse.Status.ACCEPTED, GenerationStatusView.of(generation.standing(), drafts));
  }
}
