package dev.dbsa.adapter.persistence.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.adapter.persistence.migration.StoreMigrations;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Writes a whole store into a file of JSON Lines: a head, a line for each row, and an end with the
 * numbers of rows and a checksum of all that came before. All of it is as of one moment, also while
 * the service runs, and the same rows give the same bytes, whatever the kind of store.
 */
@Singleton
public class StoreExport {

  static final String FORMAT = "dbsa-store";
  static final int FORMAT_VERSION = 1;

  private static final int FETCH_SIZE = 200;

  private final DataSource dataSource;
  private final StoreKind kind;
  private final StoreMigrations migrations;
  private final JsonMapper mapper = JsonMapper.builder().build();

  StoreExport(DataSource dataSource, StoreKind kind, StoreMigrations migrations) {
    this.dataSource = dataSource;
    this.kind = kind;
    this.migrations = migrations;
  }

  /**
   * @param file does not exist yet; only its owner may read it
   * @return how many rows there are
   * @throws TransferException if it cannot be written whole; then there is no file
   */
  public long write(Path file) {
    String schemaVersion = migrations.requireCurrent();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.deleteIfExists(part);
      long rows;
      try (OutputStream out = create(part)) {
        rows = writeAll(new Lines(out), schemaVersion);
      }
      Files.move(part, file);
      return rows;
    } catch (FileAlreadyExistsException e) {
      throw new TransferException(file + " is there already: name a new file", e);
    } catch (IOException e) {
      throw new TransferException(file + " cannot be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new TransferException("the metadata store cannot be read: " + e.getMessage(), e);
    }
  }

  private static OutputStream create(Path part) throws IOException {
    FileAttribute<?>[] rights =
        part.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(part, rights);
    return new BufferedOutputStream(
        Files.newOutputStream(
            part, Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new)),
        1 << 16);
  }

  private long writeAll(Lines lines, String schemaVersion) throws SQLException, IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    lines.write(
        json -> {
          json.writeStringField("format", FORMAT);
          json.writeNumberField("version", FORMAT_VERSION);
          json.writeStringField("schema", schemaVersion);
        });
    try (Connection connection = dataSource.getConnection()) {
      int isolation = connection.getTransactionIsolation();
      if (kind != StoreKind.SQLITE) {
        // Everything as of the first statement.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      connection.setAutoCommit(false);
      try {
        for (StoreTable table : StoreTable.ALL) {
          counts.put(table.label(), writeTable(lines, connection, table));
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        if (kind != StoreKind.SQLITE) {
          connection.setTransactionIsolation(isolation);
        }
      }
    }
    String checksum = lines.checksum();
    lines.write(
        json -> {
          json.writeObjectFieldStart("rows");
          for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
          }
          json.writeEndObject();
          json.writeStringField("sha256", checksum);
        });
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private long writeTable(Lines lines, Connection connection, StoreTable table)
      throws SQLException, IOException {
    long count = 0;
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      // Row by row in MySQL's driver, which would hold all of them in memory otherwise.
      statement.setFetchSize(kind == StoreKind.MYSQL ? Integer.MIN_VALUE : FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(table.select())) {
        while (rows.next()) {
          lines.write(
              json -> {
                json.writeStringField("table", table.label());
                int column = 0;
                for (StoreTable.Column each : table.columns()) {
                  column++;
                  json.writeFieldName(each.name());
                  try {
                    mapper.writeTree(json, each.type().value(rows, column, kind));
                  } catch (SQLException e) {
                    throw new TransferException(
                        "the metadata store cannot be read: " + e.getMessage(), e);
                  }
                }
              });
          count++;
        }
      }
    }
    return count;
  }

  /** Lines of JSON, and the checksum of those so far. */
  private final class Lines {
    private final OutputStream out;
    private final MessageDigest digest = Checksum.begin();

    Lines(OutputStream out) {
      this.out = out;
    }

    interface Fields {
      void write(JsonGenerator json) throws IOException;
    }

    void write(Fields fields) throws IOException {
      StringWriter line = new StringWriter();
      try (JsonGenerator json = mapper.createGenerator(line)) {
        json.writeStartObject();
        fields.write(json);
        json.writeEndObject();
      }
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      digest.update(bytes);
      out.write(bytes);
    }

    String checksum() {
      return Checksum.of(digest);
    }
  }
}
