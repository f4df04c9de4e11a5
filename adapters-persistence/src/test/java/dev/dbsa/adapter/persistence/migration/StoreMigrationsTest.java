package dev.dbsa.adapter.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.testing.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class StoreMigrationsTest {

  private static final String NEWEST = "13";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameAFile() {
    file = directory.resolve("dbsa.db");
  }

  private StoreMigrations migrations() {
    return migrations(file);
  }

  /** The tables as an older program left them. */
  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(source(file))
        .locations("classpath:db/migration/sqlite")
        .target(version)
        .load()
        .migrate();
  }

  private static StoreMigrations migrations(Path path) {
    SQLiteDataSource source = source(path);
    Flyway flyway =
        Flyway.configure().dataSource(source).locations("classpath:db/migration/sqlite").load();
    return new StoreMigrations(
        flyway,
        source,
        new StoreLocation(source.getUrl() + "?cache=x", StoreKind.SQLITE.dialect()));
  }

  private static SQLiteDataSource source(Path path) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + path);
    source.setJournalMode("WAL");
    source.setBusyTimeout(10_000);
    return source;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private int tables() throws SQLException {
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")) {
      return count.getInt(1);
    }
  }

  @Test
  void createsTheSchemaInANewFile() {
    assertThat(migrations().migrate()).isEqualTo(NEWEST);
    assertThat(migrations().requireCurrent()).isEqualTo(NEWEST);
  }

  @Test
  void createsFilesThatOnlyTheirOwnerMayRead() throws Exception {
    assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    migrations().migrate();
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE another (id INTEGER)");

      try (var files = Files.list(directory)) {
        assertThat(files)
            .hasSize(3)
            .allSatisfy(
                each ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void leavesTheRightsOfAFileThatIsThereAlone() throws Exception {
    assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

    migrations().migrate();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
  }

  @Test
  void doesNothingToACurrentSchema() throws SQLException {
    migrations().migrate();
    int tables = tables();

    assertThat(migrations().migrate()).isEqualTo(NEWEST);
    assertThat(tables()).isEqualTo(tables);
  }

  @Test
  void finalScriptsFromBeforeTheyWereCheckedAreNoPass() throws SQLException {
    migrateTo("4");
    execute(
        """
        INSERT INTO connection_profile VALUES ('c', 'shop', 'MYSQL', 'h', 3306, 'd', 'u', 'PASSWORD', 'REQUIRE', 't',
          'PENDING', NULL, NULL, '2026-01-01', '2026-01-01')
        """,
        """
        INSERT INTO schema_snapshot (id, connection_id, version, schema_hash, server_product, server_version,
          tables_count, views_count, indexes_count, constraints_count, created_at)
        VALUES ('s', 'c', 1, 'x', 'MySQL', '9', 0, 0, 0, 0, '2026-01-01')
        """,
        generation("edited", 1),
        generation("drafted", 0));

    assertThat(migrations().migrate()).isEqualTo(NEWEST);

    assertThat(text("SELECT lint_status || ' ' || risk_count FROM generation WHERE id = 'edited'"))
        .isEqualTo("WARN 0");
    assertThat(text("SELECT lint_status || ' ' || risk_count FROM generation WHERE id = 'drafted'"))
        .isEqualTo("PASS 2");
  }

  private static String generation(String id, int finalScript) {
    return """
        INSERT INTO generation (id, connection_id, snapshot_id, dialect, script_mode, status, version, attempt_count,
          lint_status, risk_count, review_count, review_status, has_final_script, last_reviewed_at, created_at,
          attempts, request_text, request_folded)
        VALUES ('%s', 'c', 's', 'MYSQL', 'QUERY', 'COMPLETED', 1, 1, 'PASS', 2, 1, 'ACCEPTED', %d, '2026-01-01',
          '2026-01-01', '[]', 'orders', 'orders')
        """
        .formatted(id, finalScript);
  }

  private String text(String query) throws SQLException {
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.getString(1);
    }
  }

  @Test
  void processesThatStartTogetherAllEndUpWithTheSchema() {
    List<String> versions = Race.of(4, _ -> migrations().migrate());

    assertThat(versions).containsOnly(NEWEST);
  }

  @Test
  void namesTheCommandWhereThereIsNoSchema() throws SQLException {
    assertThatThrownBy(() -> migrations().requireCurrent())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessage(
            "the metadata store %s is not up to date: it has no schema, this program needs schema "
                    .formatted(file)
                + "version "
                + NEWEST
                + "; run \"dbsa migrate\"");
    assertThat(tables()).isZero();
  }

  @Test
  void refusesASchemaOfANewerProgram() throws SQLException {
    migrations().migrate();
    execute(
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
          execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)
        """);

    assertThatThrownBy(() -> migrations().migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("has schema version 99, and this program knows none above " + NEWEST);
    assertThatThrownBy(() -> migrations().requireCurrent())
        .isInstanceOf(StoreUnusableException.class);
    assertThatThrownBy(() -> migrations().stamp()).isInstanceOf(StoreUnusableException.class);
  }

  @Test
  void refusesASchemaOfOtherMigrations() throws SQLException {
    migrations().migrate();
    execute("UPDATE flyway_schema_history SET checksum = 4711 WHERE version = '1'");

    assertThatThrownBy(() -> migrations().migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("was not made by this program's migrations")
        .hasMessageContaining("checksum");
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Files.writeString(file, "A diary, not a database. ".repeat(100));

    assertThatThrownBy(() -> migrations().migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessage(
            "the metadata store %s is not a SQLite database: name another file, or move this one away"
                .formatted(file));
    assertThat(Files.readString(file)).startsWith("A diary");
  }

  @Test
  void refusesADatabaseOfSomethingElse() throws SQLException {
    execute("CREATE TABLE diary (day TEXT)");

    assertThatThrownBy(() -> migrations().migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("holds tables of something else");
    assertThat(tables()).isEqualTo(1);
  }

  @Test
  void saysWhichFolderIsMissing() {
    assertThatThrownBy(() -> migrations(directory.resolve("missing/dbsa.db")).migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageEndingWith(
            "cannot be opened: there is no folder " + directory.resolve("missing"));
  }

  @Test
  void refusesAFolderThatCannotBeWritten() {
    Path unwritable = Path.of("/proc");
    assumeThat(unwritable).as("a folder that even root cannot write to").isDirectory();

    assertThatThrownBy(() -> migrations(unwritable.resolve("dbsa.db")).migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("/proc/dbsa.db cannot be");
  }

  @Test
  void stampRecordsTheVersionOfTablesThatAreThere() throws SQLException {
    migrations().migrate();
    execute("DROP TABLE flyway_schema_history");
    assertThatThrownBy(() -> migrations().migrate())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("run \"dbsa stamp\"");
    assertThatThrownBy(() -> migrations().requireCurrent())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("dbsa stamp");

    assertThat(migrations().stamp()).isEqualTo(NEWEST);

    assertThat(migrations().requireCurrent()).isEqualTo(NEWEST);
    assertThat(migrations().migrate()).isEqualTo(NEWEST);
    assertThat(migrations().stamp()).isEqualTo(NEWEST);
  }

  @Test
  void stampRefusesAStoreWithoutTables() throws SQLException {
    assertThatThrownBy(() -> migrations().stamp())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(
            "lacks the tables audit_event, connection_profile, draft, first_answer")
        .hasMessageContaining("dbsa migrate");
    assertThat(tables()).isZero();
  }

  @Test
  void theLocationShowsNoCredentials() {
    assertThat(
            new StoreLocation(
                "jdbc:postgresql://user:secret@db.example.com:5432/dbsa?password=s",
                StoreKind.POSTGRESQL.dialect()))
        .hasToString("the metadata store jdbc:postgresql://db.example.com:5432/dbsa");
  }
}
