package dev.dbsa.adapter.persistence.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dbsa.adapter.persistence.dialect.Grams;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.adapter.persistence.migration.StoreMigrations;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StoreExport} wrote into an empty store. The whole file is checked before the
 * first row is written. Rows come in portions: after an interruption, the import is resumed.
 */
@Singleton
public class StoreImport {

  /** How many rows come together, or characters of the file if these are reached before. */
  private static final int BATCH = 5_000;

  private static final int LONGEST_BATCH = 8_000_000;

  private final DataSource dataSource;
  private final StoreKind kind;
  private final StoreMigrations migrations;
  // A row may hold a whole snapshot.
  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  StoreImport(DataSource dataSource, StoreKind kind, StoreMigrations migrations) {
    this.dataSource = dataSource;
    this.kind = kind;
    this.migrations = migrations;
  }

  /**
   * Creates the schema where there is none, and fills it.
   *
   * @param resume whether the store may hold rows of this very file, which are left as they are
   * @return how many rows the file has
   * @throws TransferException if the file is damaged or of another version, or the store not empty
   */
  public long read(Path file, boolean resume) {
    String schemaVersion = migrations.migrate();
    try {
      Map<String, Long> rows = check(file, schemaVersion);
      try (Connection connection = dataSource.getConnection()) {
        if (!resume) {
          requireEmpty(connection);
        }
        prepare(connection);
        connection.setAutoCommit(false);
        try {
          write(file, connection, resume);
          connection.commit();
          requireAll(connection, rows);
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
      return rows.values().stream().mapToLong(Long::longValue).sum();
    } catch (IOException e) {
      throw new TransferException(file + " cannot be read: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new TransferException(
          "the metadata store takes not all of it: "
              + e.getMessage()
              + "; go on with --resume when that is set right",
          e);
    }
  }

  private void prepare(Connection connection) throws SQLException {
    Optional<String> preparation = kind.dialect().beforeManyWrites();
    if (preparation.isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(preparation.get());
      }
    }
  }

  /** Reads the file to its end and compares what it says of itself. */
  private Map<String, Long> check(Path file, String schemaVersion) throws IOException {
    MessageDigest digest = Checksum.begin();
    Map<String, Long> counted = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      requireHead(file, line, schemaVersion);
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        line = next;
        String label = label(line);
        if (label != null) {
          counted.merge(label, 1L, Long::sum);
        }
      }
      JsonNode end = parse(file, line);
      Map<String, Long> told = new HashMap<>();
      end.path("rows").properties().forEach(e -> told.put(e.getKey(), e.getValue().longValue()));
      told.values().removeIf(count -> count == 0);
      if (!end.path("sha256").asText().equals(Checksum.of(digest)) || !told.equals(counted)) {
        throw new TransferException(file + " is damaged or not whole: export it again");
      }
      return counted;
    }
  }

  private void requireHead(Path file, @Nullable String line, String schemaVersion) {
    JsonNode head = line == null ? mapper.nullNode() : parse(file, line);
    if (!head.path("format").asText().equals(StoreExport.FORMAT)
        || head.path("version").asInt() != StoreExport.FORMAT_VERSION) {
      throw new TransferException(file + " is no export of a metadata store");
    }
    String of = head.path("schema").asText();
    if (!of.equals(schemaVersion)) {
      throw new TransferException(
          "%s has schema version %s, this program needs %s: export it with this program, after \"dbsa migrate\""
              .formatted(file, of, schemaVersion));
    }
  }

  /** The table of a row, without parsing all of it; {@code null} for the end. */
  private static @Nullable String label(String line) {
    String begin = "{\"table\":\"";
    return line.startsWith(begin)
        ? line.substring(begin.length(), line.indexOf('"', begin.length()))
        : null;
  }

  private JsonNode parse(Path file, @Nullable String line) {
    try {
      return mapper.readTree(line == null ? "" : line);
    } catch (JsonProcessingException e) {
      throw new TransferException(file + " is damaged or not whole: export it again", e);
    }
  }

  private static void requireEmpty(Connection connection) throws SQLException {
    for (StoreTable table : StoreTable.ALL) {
      if (count(connection, table) > 0) {
        throw new TransferException(
            "the metadata store is not empty: name an empty database in APP_DB_URL, or go on with an"
                + " interrupted import by --resume");
      }
    }
  }

  private static long count(Connection connection, StoreTable table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(table.count())) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void requireAll(Connection connection, Map<String, Long> rows)
      throws SQLException {
    for (StoreTable table : StoreTable.ALL) {
      long there = count(connection, table);
      long told = rows.getOrDefault(table.label(), 0L);
      if (there != told) {
        throw new TransferException(
            "the metadata store has %d rows of %s, the file %d: it was not empty before"
                .formatted(there, table.label(), told));
      }
    }
  }

  private void write(Path file, Connection connection, boolean resume)
      throws IOException, SQLException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Map<String, StoreTable> tables = new HashMap<>();
      StoreTable.ALL.forEach(t -> tables.put(t.label(), t));
      Writer writer = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String label = label(line);
        StoreTable table = label == null ? null : tables.get(label);
        if (table == null) {
          continue;
        }
        if (writer == null || !writer.table.equals(table)) {
          if (writer != null) {
            writer.close();
          }
          writer = new Writer(connection, table, resume);
        }
        writer.add(parse(file, line), line.length());
      }
      if (writer != null) {
        writer.close();
      }
    }
  }

  /** Writes the rows of one table, a portion at a time. */
  private final class Writer implements AutoCloseable {
    private final Connection connection;
    private final StoreTable table;
    private final PreparedStatement write;
    private final @Nullable PreparedStatement exists;
    private final @Nullable PreparedStatement texts;
    private int pending;
    private int pendingLength;

    Writer(Connection connection, StoreTable table, boolean resume) throws SQLException {
      this.connection = connection;
      this.table = table;
      this.write = connection.prepareStatement(table.write());
      this.exists =
          resume && !table.completes() ? connection.prepareStatement(table.exists()) : null;
      Optional<String> add = kind.dialect().addToTextIndex().filter(_ -> table.hasText());
      this.texts = add.isPresent() ? connection.prepareStatement(add.get()) : null;
    }

    void add(JsonNode row, int length) throws SQLException {
      if (exists != null && isThere(exists, row)) {
        return;
      }
      int index = 0;
      // Of an UPDATE, the key is the last parameter.
      for (StoreTable.Column column :
          table.completes() ? table.columns().reversed() : table.columns()) {
        index++;
        column.type().bind(write, index, row.path(column.name()), kind);
      }
      write.addBatch();
      if (texts != null) {
        texts.setString(1, row.path(table.key()).textValue());
        texts.setString(2, Grams.words(row.path(StoreTable.FOLDED).textValue()));
        texts.addBatch();
      }
      pending++;
      pendingLength += length;
      if (pending == BATCH || pendingLength >= LONGEST_BATCH) {
        flush();
      }
    }

    private boolean isThere(PreparedStatement query, JsonNode row) throws SQLException {
      query.setString(1, row.path(table.key()).textValue());
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }

    private void flush() throws SQLException {
      write.executeBatch();
      if (texts != null) {
        texts.executeBatch();
      }
      connection.commit();
      pending = 0;
      pendingLength = 0;
    }

    @Override
    public void close() throws SQLException {
      if (pending > 0) {
        flush();
      }
      write.close();
      if (exists != null) {
        exists.close();
      }
      if (texts != null) {
        texts.close();
      }
    }
  }
}
