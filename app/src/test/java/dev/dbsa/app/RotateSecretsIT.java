package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbsa.adapter.crypto.FernetKey;
import dev.dbsa.adapter.crypto.FernetSecretCipher;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dbsa rotate-secrets}, as the packaged program. */
@Timeout(120)
class RotateSecretsIT {
  private static final String OLD = FernetKey.generate(new SecureRandom()).encoded();
  private static final String NEW = FernetKey.generate(new SecureRandom()).encoded();
  private static final String OTHER = FernetKey.generate(new SecureRandom()).encoded();

  /** Migrated once for all tests, each of which works on a copy. */
  @TempDir static Path template;

  @TempDir Path directory;

  private record Finished(int exitCode, String out, String err) {}

  @BeforeAll
  static void migrate() throws Exception {
    assertThat(dbsa(template, "migrate", Map.of()).exitCode()).isZero();
  }

  @BeforeEach
  void copyStore() throws IOException {
    Files.copy(store(template), store(directory), StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void bringsEverySecretUnderTheFirstKey() throws Exception {
    store("shop", OLD, "hunter2");
    store("stock", NEW, "s3cret");

    Finished first = dbsa("rotate-secrets", Map.of("APP_FERNET_KEY", NEW + "," + OLD));
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("1 now, 1 before");
    assertThat(first.exitCode()).isZero();
    assertThat(password("shop", NEW)).isEqualTo("hunter2");
    assertThat(password("stock", NEW)).isEqualTo("s3cret");
    assertThat(trail()).containsExactly("SECRETS_ROTATED connection shop");

    Finished withoutTheOldKey = dbsa("rotate-secrets", Map.of("APP_FERNET_KEY", NEW));
    assertThat(withoutTheOldKey.out()).contains("0 now, 2 before");
    assertThat(withoutTheOldKey.exitCode()).isZero();
    assertThat(trail()).hasSize(1);
  }

  @Test
  void tellsTheLogInJsonWhateverItsFormat() throws Exception {
    store("shop", OLD, "hunter2");

    Finished finished =
        dbsa(
            "rotate-secrets",
            Map.of(
                "APP_FERNET_KEY",
                NEW + "," + OLD,
                "QUARKUS_LOG_CONSOLE_FORMAT",
                "<%p> %s <end>%n"));

    assertThat(finished.out().lines().filter(line -> line.contains("secrets_rotated")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("{\"event_id\":\"")
                    .contains("\"detail\":\"shop\"")
                    .endsWith("}"));
  }

  @Test
  void namesTheConnectionsThatNoKeyFits() throws Exception {
    store("shop", OLD, "hunter2");
    store("lost", OTHER, "s3cret");

    Finished finished = dbsa("rotate-secrets", Map.of("APP_FERNET_KEY", NEW + "," + OLD));

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.out()).contains("1 now, 0 before");
    assertThat(finished.err())
        .contains("APP_FERNET_KEY", "lost")
        .doesNotContain("shop", "s3cret", NEW, OLD);
    assertThat(password("shop", NEW)).isEqualTo("hunter2");
    assertThat(password("lost", OTHER)).isEqualTo("s3cret");
  }

  @Test
  void saysWhichSettingIsMissingOrWrong() throws Exception {
    store("shop", OLD, "hunter2");

    assertRefused(Map.of(), "APP_FERNET_KEY is not set");
    assertRefused(Map.of("APP_FERNET_KEY", "too-short"), "APP_FERNET_KEY is not usable");
    assertRefused(Map.of("APP_FERNET_KEY", " , "), "APP_FERNET_KEY");
    assertRefused(
        Map.of("APP_FERNET_KEY_FILE", directory.resolve("nowhere").toString()),
        "APP_FERNET_KEY_FILE");
    assertThat(password("shop", OLD)).isEqualTo("hunter2");
  }

  @Test
  void asksForMigrationsFirst() throws Exception {
    Files.delete(store(directory));

    assertRefused(Map.of("APP_FERNET_KEY", NEW), "dbsa migrate");
  }

  @Test
  void leavesTheStoreToItsOwnerAlone() throws Exception {
    Path store = store(directory);
    assumeThat(store.getFileSystem().supportedFileAttributeViews()).contains("posix");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
        .isEqualTo("rw-------");
  }

  private void assertRefused(Map<String, String> settings, String message) throws Exception {
    Finished finished = dbsa("rotate-secrets", settings);
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.err())
        .contains(message)
        .doesNotContain("Exception", "\tat ", "too-short")
        .hasLineCount(1);
  }

  private Finished dbsa(String command, Map<String, String> settings)
      throws IOException, InterruptedException {
    return dbsa(directory, command, settings);
  }

  private static Finished dbsa(Path directory, String command, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(PackagedProgram.command());
    line.add(command);
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = new HashMap<>(builder.environment());
    environment.keySet().removeIf(name -> name.startsWith("APP_") || name.startsWith("QUARKUS_"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("APP_DB_URL", url(directory));
    builder.environment().putAll(settings);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private String url() {
    return url(directory);
  }

  private static String url(Path directory) {
    return "jdbc:sqlite:" + store(directory);
  }

  private static Path store(Path directory) {
    return directory.resolve("dbsa.db");
  }

  private static FernetSecretCipher cipher(String key) {
    return new FernetSecretCipher(
        List.of(FernetKey.parse(key)), new SecureRandom(), InstantSource.system());
  }

  private void store(String name, String key, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO connection_profile (id, name, dialect, host, port, database_name, username, auth_mode,
                  ssl_mode, secret_token, status, created_at, updated_at)
                VALUES (?, ?, 'MYSQL', 'h', 1, 'd', 'u', 'PASSWORD', 'PREFER', ?, 'PENDING',
                  '2026-04-22T12:34:56.000000Z', '2026-04-22T12:34:56.000000Z')
                """)) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setString(2, name);
      insert.setString(3, cipher(key).encrypt(Secret.of(password)).token());
      insert.executeUpdate();
    }
  }

  private String password(String name, String key) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT secret_token FROM connection_profile WHERE name = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return cipher(key).decrypt(new EncryptedSecret(row.getString(1))).reveal();
      }
    }
  }

  private List<String> trail() throws SQLException {
    List<String> events = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT action, object_type, detail FROM audit_event")) {
      while (row.next()) {
        events.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
      }
    }
    return events;
  }
}
