package dev.dbsa.adapter.rest.input;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.schema.SnapshotId;
import java.util.UUID;

/** Reads the identifiers in a request's path. */
public final class PathId {
  private PathId() {}

  /**
   * @throws InvalidFieldsException naming the path parameter {@code id}
   */
  public static ConnectionId connection(String id) {
    return new ConnectionId(parse("id", id));
  }

  /**
   * @throws InvalidFieldsException naming the path parameter {@code id}
   */
  public static GenerationId generation(String id) {
    return new GenerationId(parse("id", id));
  }

  /**
   * @param parameter the path parameter's name
   * @throws InvalidFieldsException naming {@code parameter}
   */
  public static SnapshotId snapshot(String parameter, String id) {
    return new SnapshotId(parse(parameter, id));
  }

  private static UUID parse(String parameter, String text) {
    return Fields.findUuid(text)
        .orElseThrow(() -> new InvalidFieldsException(parameter, "must be a UUID"));
  }
}
