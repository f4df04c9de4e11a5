package dev.dbsa.adapter.rest.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.rest.problem.WebError;
import dev.dbsa.adapter.rest.problem.WebException;
import dev.dbsa.domain.error.InvalidFieldsException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/**
 * Reads bodies strictly: one JSON object, field names unique, bounded in every direction. It has a
 * parser of its own, so that no setting made for answers or for other clients loosens it.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

  /** In bytes. */
  public static final int MAX_BODY = 1 << 20;

  /** Why a longer one is refused. */
  public static final String TOO_LARGE = "A body may have " + MAX_BODY + " bytes at most.";

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NAME = 1000;
  private static final int MAX_NUMBER = 100;

  private final ObjectReader reader =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNameLength(MAX_NAME)
                          .maxNumberLength(MAX_NUMBER)
                          .maxStringLength(MAX_BODY)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream) {
    byte[] bytes = bytes(entityStream);
    if (bytes.length == 0 && isOptional(annotations)) {
      return new JsonBody(JsonNodeFactory.instance.objectNode());
    }
    // A web page may send a body without a type to any address; one with this type it may not.
    if (httpHeaders.getFirst(HttpHeaders.CONTENT_TYPE) == null) {
      throw new WebException(
          WebError.UNSUPPORTED_MEDIA_TYPE,
          "Send the body as application/json and say so in Content-Type.");
    }
    return parse(bytes);
  }

  private static boolean isOptional(Annotation[] annotations) {
    return Arrays.stream(annotations).anyMatch(OptionalBody.class::isInstance);
  }

  private static byte[] bytes(InputStream stream) {
    byte[] bytes;
    try {
      bytes = stream.readNBytes(MAX_BODY + 1);
    } catch (IOException e) {
      throw new WebException(WebError.MALFORMED_REQUEST, "The body ended before its time.");
    }
    if (bytes.length > MAX_BODY) {
      throw new WebException(WebError.BODY_TOO_LARGE, TOO_LARGE);
    }
    return bytes;
  }

  /**
   * Reads a body, or a file that has the form of one.
   *
   * @throws WebException if it is no JSON object
   */
  public JsonBody parse(byte[] bytes) {
    if (bytes.length == 0) {
      throw new WebException(WebError.MALFORMED_JSON, "The body is empty; send a JSON object.");
    }
    JsonNode tree;
    try {
      tree = reader.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw new WebException(
          WebError.MALFORMED_JSON,
          "The body is nested too deeply, or a name or number in it is too long"
              + place(e.getLocation()));
    } catch (JsonProcessingException e) {
      throw new WebException(
          WebError.MALFORMED_JSON,
          "The body is not one JSON document with unique field names" + place(e.getLocation()));
    } catch (IOException e) {
      // Bytes that are no text in any encoding of JSON.
      throw new WebException(WebError.MALFORMED_JSON, "The body is not UTF-8 text.");
    }
    if (tree.isMissingNode()) {
      throw new WebException(WebError.MALFORMED_JSON, "The body is empty; send a JSON object.");
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new InvalidFieldsException("body", "must be a JSON object");
    }
    return new JsonBody(object);
  }

  private static String place(@org.jspecify.annotations.Nullable JsonLocation location) {
    return location == null
        ? "."
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
  }
}
