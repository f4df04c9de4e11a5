package dev.dbsa.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.port.out.SnapshotFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Snapshots as files: a line of JSON that says what follows, then the schema as the store packs it.
 * The line is for people and for the checks; what counts is in the schema.
 */
public final class PackedSnapshotFiles implements SnapshotFiles {
  /** What this program writes, and the highest number that it reads. */
  static final int VERSION = 1;

  /** The first field of the first line: a file without it is none of ours. */
  private static final String MARK = "{\"dbsa_snapshot\":";

  private static final int LONGEST_HEADER = 4096;

  private final JsonMapper mapper = new JsonMapper();
  private final SnapshotCodec codec = new SnapshotCodec();

  @Override
  public byte[] write(DatabaseSchema schema, Instant readAt) {
    byte[] packed = codec.pack(schema);
    ObjectNode header = mapper.createObjectNode();
    header.put("dbsa_snapshot", VERSION);
    header.put("sha256", Sha256.hex(packed));
    header.put("schema_hash", SchemaHash.of(schema));
    header.put("read_at", InstantText.of(readAt));
    header.put("server_product", schema.server().product());
    header.put("server_version", schema.server().version());
    header.put("database", schema.server().database());
    header.put("relations_count", schema.relations().size());
    ByteArrayOutputStream file = new ByteArrayOutputStream(packed.length + 512);
    try {
      file.write(mapper.writeValueAsBytes(header));
    } catch (IOException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
    file.write('\n');
    file.writeBytes(packed);
    return file.toByteArray();
  }

  @Override
  public Content read(byte[] file) {
    int end = endOfHeader(file);
    JsonNode header = header(new String(file, 0, end, StandardCharsets.UTF_8));
    int version = header.path("dbsa_snapshot").asInt();
    if (version < 1 || version > VERSION) {
      throw new UnusableSnapshotFile(
          "has version %s of the format, and this version of dbsa reads none above %d"
              .formatted(header.path("dbsa_snapshot").asText(), VERSION),
          null);
    }
    byte[] packed = Arrays.copyOfRange(file, end + 1, file.length);
    if (!Sha256.hex(packed).equals(header.path("sha256").asText())) {
      throw new UnusableSnapshotFile("is damaged: its content does not fit its checksum", null);
    }
    try {
      return new Content(codec.unpack(packed), InstantText.parse(header.path("read_at").asText()));
    } catch (UnreadableSnapshotException | DateTimeException e) {
      throw new UnusableSnapshotFile("cannot be read: " + e.getMessage(), e);
    }
  }

  private static int endOfHeader(byte[] file) {
    byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
    boolean marked =
        file.length > mark.length && Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
    for (int i = 0; marked && i < Math.min(file.length, LONGEST_HEADER); i++) {
      if (file[i] == '\n') {
        return i;
      }
    }
    throw new UnusableSnapshotFile("is no snapshot that dbsa wrote", null);
  }

  private JsonNode header(String line) {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UnusableSnapshotFile("is damaged: its first line cannot be read", e);
    }
  }
}
