package dev.dbsa.adapter.persistence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dbsa.domain.schema.DatabaseSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs schemas: one byte that numbers the format, then gzipped JSON. */
final class SnapshotCodec {

  /** What this program writes, and the highest number that it reads. */
  static final int FORMAT = 3;

  /** The first format, which lacks what was added since. */
  private static final int OLDEST = 1;

  private static final int BUFFER = 1 << 16;

  private final JsonMapper mapper = StoredJson.schemaMapper();

  byte[] pack(DatabaseSchema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(FORMAT);
    try (OutputStream zipped = new GZIPOutputStream(bytes, BUFFER)) {
      mapper.writeValue(zipped, schema);
    } catch (IOException e) {
      throw new UncheckedIOException("a schema cannot be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws UnreadableSnapshotException if the bytes are damaged or of a newer format
   */
  DatabaseSchema unpack(byte[] packed) {
    if (packed.length == 0) {
      throw new UnreadableSnapshotException("it is empty", null);
    }
    if (packed[0] < OLDEST || packed[0] > FORMAT) {
      throw new UnreadableSnapshotException(
          "it has format %d, and this version of dbsa reads no format above %d"
              .formatted(packed[0], FORMAT),
          null);
    }
    try (InputStream zipped =
        new GZIPInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1), BUFFER)) {
      return mapper
          .readerFor(DatabaseSchema.class)
          // Reads on to the end, where the checksum is.
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withAttribute(StoredJson.KNOWN_STRINGS, new HashMap<String, String>())
          .readValue(zipped);
    } catch (IOException e) {
      throw new UnreadableSnapshotException("it is damaged", e);
    }
  }
}
