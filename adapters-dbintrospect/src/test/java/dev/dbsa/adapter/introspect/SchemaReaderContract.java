package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testkit.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a schema reader promises, proved on a real server. */
abstract class SchemaReaderContract {
  /** {@code -Ddbsa.golden=write} writes the golden files anew, for a person to review. */
  private static final boolean WRITE_GOLDEN = "write".equals(System.getProperty("dbsa.golden"));

  final SchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);
  DatabaseServer server;
  String database;

  @BeforeEach
  void use(DatabaseServer running) {
    server = running;
    database = running.createDatabase("empty");
  }

  @AfterEach
  void dropDatabase() {
    server.dropDatabase(database);
  }

  /** Has the test work in a database full of everything. */
  void useRichSchema() {
    server.dropDatabase(database);
    database = RichSchema.loadInto(server);
  }

  @Test
  void everyObjectReadsAsTheGoldenFileSays() throws IOException {
    useRichSchema();
    String text =
        SchemaText.of(reader.read(Targets.of(server, database))).replace(database, "DATABASE");
    Path golden =
        Path.of("src/test/resources/dev/dbsa/adapter/introspect/golden")
            .resolve(RichSchema.goldenFile(server));
    if (WRITE_GOLDEN) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void theSameSchemaHasTheSameHashAtEveryReading() {
    useRichSchema();
    DatabaseSchema first = reader.read(Targets.of(server, database));
    DatabaseSchema second = reader.read(Targets.of(server, database));
    assertThat(SchemaText.of(second)).isEqualTo(SchemaText.of(first));
    assertThat(SchemaHash.of(second)).isEqualTo(SchemaHash.of(first));
  }
}
