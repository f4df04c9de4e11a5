package dev.dbsa.adapter.rest.openapi;

import dev.dbsa.adapter.rest.idempotency.Repeatable;
import dev.dbsa.adapter.rest.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the description that is gathered from the resources: with the errors that every
 * operation shares, and with the rule that a field is always there unless it says otherwise.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
@OpenAPIDefinition(
    // Both stand in the configuration, where the version is known.
    info = @Info(title = "", version = ""),
    components =
        @Components(
            schemas =
                @org.eclipse.microprofile.openapi.annotations.media.Schema(
                    name = "Problem",
                    implementation = Problem.class)))
public class ApiDescription implements OASFilter {
  private static final String PROBLEM = "#/components/schemas/Problem";
  private static final String REQUEST_SUFFIX = "Request";
  private static final String PROTECTED = "/api/";

  private static final String BUSY =
      "The service is busy, or its metadata store cannot be used; Retry-After says when to ask"
          + " again.";
  private static final int FIRST_ERROR = 400;

  /** Of types that are not ours to annotate. */
  private static final Map<String, List<String>> EXAMPLES =
      Map.of(
          "Instant", List.of("2026-04-22T12:34:56.000000Z"),
          "UUID", List.of("9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d"));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    schemas.forEach(ApiDescription::complete);
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations().values().forEach(operation -> complete(path, operation)));
  }

  private static void complete(String name, Schema schema) {
    if (EXAMPLES.containsKey(name)) {
      schema.setExamples(List.copyOf(EXAMPLES.getOrDefault(name, List.of())));
    }
    if (schema.getProperties() == null) {
      return;
    }
    // A request names what it cannot do without; an answer has every field unless it says
    // otherwise.
    boolean silent = schema.getRequired() == null || schema.getRequired().isEmpty();
    if (silent && !name.endsWith(REQUEST_SUFFIX)) {
      schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
    }
    schema.getProperties().values().forEach(ApiDescription::allowNull);
    if (name.endsWith(REQUEST_SUFFIX)) {
      schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    }
  }

  /** A list of values that does not name null forbids it, whatever the type says. */
  private static void allowNull(Schema property) {
    if (property.getEnumeration() != null && property.getType().contains(SchemaType.NULL)) {
      List<Object> values = new ArrayList<>(property.getEnumeration());
      values.add(null);
      property.setEnumeration(values);
    }
  }

  private static void complete(String path, Operation operation) {
    APIResponses responses = operation.getResponses();
    if (responses.getAPIResponse("201") != null) {
      operation.addParameter(repeatable());
    }
    addErrors(operation, responses);
    if (path.startsWith(PROTECTED)) {
      add(
          responses,
          401,
          "The request carries no valid credentials, and the service asks for them.");
      add(
          responses,
          403,
          "The service asks for no credentials, and the request names a host that it does not"
              + " answer for, or comes from a page of another origin.");
      add(responses, 503, BUSY);
      add(
          responses,
          429,
          "The caller has sent too many requests, or has too many generations under way;"
              + " Retry-After says when to go on.");
    }
    Map<String, APIResponse> sorted = new TreeMap<>(responses.getAPIResponses());
    sorted.forEach(
        (status, response) -> {
          if (Integer.parseInt(status) >= FIRST_ERROR) {
            response.setContent(problem());
          }
        });
    responses.setAPIResponses(sorted);
  }

  private static Parameter repeatable() {
    return OASFactory.createParameter()
        .name(Repeatable.HEADER)
        .in(In.HEADER)
        .description(
            "A name for the request, of 1 to 255 visible ASCII characters: if it is sent again"
                + " within 24 hours, it is answered as the first time, and nothing is done twice.")
        .schema(OASFactory.createSchema().addType(SchemaType.STRING).minLength(1).maxLength(255));
  }

  private static void addErrors(Operation operation, APIResponses responses) {
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    boolean identified = false;
    for (Parameter parameter : parameters) {
      if (parameter.getIn() == In.PATH) {
        identified = true;
        parameter.getSchema().setFormat("uuid");
      }
    }
    if (identified) {
      add(responses, 404, "There is no such object.");
    }
    if (operation.getRequestBody() != null) {
      add(responses, 400, "The body is not readable JSON.");
      add(responses, 413, "The body is larger than 1 MiB.");
      add(responses, 415, "The body is not application/json.");
    }
    if (!parameters.isEmpty() || operation.getRequestBody() != null) {
      add(responses, 422, "Fields or parameters are invalid or unknown; all of them are named.");
    }
    add(responses, 500, "The service failed.");
  }

  private static void add(APIResponses responses, int status, String description) {
    String key = String.valueOf(status);
    if (responses.getAPIResponse(key) == null) {
      responses.addAPIResponse(key, OASFactory.createAPIResponse().description(description));
    }
  }

  private static Content problem() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM)));
  }
}
