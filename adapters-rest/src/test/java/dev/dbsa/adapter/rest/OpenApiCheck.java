package dev.dbsa.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Fails a test whose answer is not what the served description of the API says. */
final class OpenApiCheck implements Filter {
  /** Answers to requests that no operation describes. */
  private static final Set<Integer> UNDESCRIBED = Set.of(405, 406);

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** It does not change while the service runs. */
  private static volatile @Nullable JsonNode served;

  private final JsonNode api;

  OpenApiCheck() {
    JsonNode known = served;
    if (known == null) {
      known = parse(given().queryParam("format", "json").get("/q/openapi").asString());
      served = known;
    }
    api = known;
  }

  JsonNode api() {
    return api;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification responseSpec,
      FilterContext context) {
    Response response = context.next(request, responseSpec);
    List<String> violations = new ArrayList<>();
    check(request.getMethod(), request.getURI(), response, violations);
    assertThat(violations)
        .as("%s %s → %s", request.getMethod(), request.getURI(), response.asString())
        .isEmpty();
    return response;
  }

  /** What an example of a request's body breaks of its description. */
  List<String> checkRequest(String method, String path, String body) {
    List<String> violations = new ArrayList<>();
    JsonNode schema =
        operation(method, path)
            .orElseThrow(() -> new AssertionError("no operation " + method + " " + path))
            .at("/requestBody/content/application~1json/schema");
    check(parse(body), schema, "$", violations);
    return violations;
  }

  /** What an example of an answer's body breaks of its description. */
  List<String> checkAnswer(String method, String path, String status, String body) {
    List<String> violations = new ArrayList<>();
    JsonNode content =
        operation(method, path)
            .orElseThrow(() -> new AssertionError("no operation " + method + " " + path))
            .path("responses")
            .path(status)
            .path("content");
    if (content.isEmpty()) {
      violations.add("status " + status + " has no described body");
    }
    content.forEach(type -> check(parse(body), type.path("schema"), "$", violations));
    return violations;
  }

  private void check(String method, String uri, Response response, List<String> violations) {
    String path = java.net.URI.create(uri).getRawPath();
    Optional<JsonNode> operation = operation(method, path);
    int status = response.statusCode();
    if (operation.isEmpty() || UNDESCRIBED.contains(status)) {
      if (status >= 400) {
        check(parse(response.asString()), schema("Problem"), "problem", violations);
      }
      return;
    }
    JsonNode described = operation.get().path("responses").path(String.valueOf(status));
    if (described.isMissingNode()) {
      violations.add("status " + status + " is not described");
      return;
    }
    JsonNode content = described.path("content");
    if (content.isMissingNode()) {
      if (!response.asString().isEmpty()) {
        violations.add("a body is not described");
      }
      return;
    }
    String mediaType = response.contentType().replaceAll(";.*", "");
    JsonNode schema = content.path(mediaType).path("schema");
    if (schema.isMissingNode()) {
      violations.add("media type " + mediaType + " is not described");
      return;
    }
    if (mediaType.endsWith("json")) {
      check(parse(response.asString()), schema, "$", violations);
    }
  }

  private Optional<JsonNode> operation(String method, String path) {
    return api.path("paths").properties().stream()
        .filter(e -> path.matches(e.getKey().replaceAll("\\{\\w+}", "[^/]+")))
        .map(e -> e.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  JsonNode schema(String name) {
    return api.path("components").path("schemas").path(name);
  }

  private void check(JsonNode value, JsonNode given, String place, List<String> violations) {
    JsonNode schema = given;
    if (schema.has("$ref")) {
      String ref = schema.path("$ref").asText();
      schema = schema(ref.substring(ref.lastIndexOf('/') + 1));
      if (schema.isMissingNode()) {
        violations.add(place + ": " + ref + " does not exist");
      }
    }
    for (String union : List.of("oneOf", "anyOf")) {
      if (schema.has(union)) {
        checkUnion(value, schema.path(union), place, violations);
        return;
      }
    }
    if (!typeFits(value, schema.path("type"))) {
      violations.add(place + ": " + value + " is not of type " + schema.path("type"));
      return;
    }
    if (value.isNull()) {
      return;
    }
    if (schema.has("enum") && stream(schema.path("enum")).noneMatch(value::equals)) {
      violations.add(place + ": " + value + " is not one of " + schema.path("enum"));
    }
    String format = schema.path("format").asText();
    if (format.equals("date-time") && !TIME.matcher(value.asText()).matches()) {
      violations.add(place + ": " + value + " is no time with six fraction digits");
    }
    if (format.equals("uuid") && !UUID.matcher(value.asText()).matches()) {
      violations.add(place + ": " + value + " is no UUID");
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        check(item, schema.path("items"), place + "[]", violations);
      }
    }
    if (value.isObject()) {
      checkObject(value, schema, place, violations);
    }
  }

  private void checkUnion(JsonNode value, JsonNode options, String place, List<String> violations) {
    List<String> all = new ArrayList<>();
    for (JsonNode option : options) {
      List<String> one = new ArrayList<>();
      check(value, option, place, one);
      if (one.isEmpty()) {
        return;
      }
      all.addAll(one);
    }
    violations.add(place + ": fits nothing of " + all);
  }

  private void checkObject(JsonNode value, JsonNode schema, String place, List<String> violations) {
    JsonNode properties = schema.path("properties");
    value
        .properties()
        .forEach(
            field -> {
              JsonNode property = properties.path(field.getKey());
              if (property.isMissingNode()) {
                violations.add(place + "." + field.getKey() + " is not described");
              } else {
                check(field.getValue(), property, place + "." + field.getKey(), violations);
              }
            });
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        violations.add(place + "." + required.asText() + " is missing");
      }
    }
  }

  private static boolean typeFits(JsonNode value, JsonNode type) {
    if (type.isArray()) {
      return stream(type).anyMatch(t -> typeFits(value, t));
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}
