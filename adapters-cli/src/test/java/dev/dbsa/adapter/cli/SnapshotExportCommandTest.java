package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotExportCommandTest {
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String URL = "jdbc:postgresql://db.example:5433/shop";

  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() {
    cli = new CliHarness(directory);
  }

  private int export(String... arguments) {
    return cli.run(List.of("snapshot", "export", "shop.dbsa-snapshot"), arguments);
  }

  private Path file() {
    return directory.resolve("shop.dbsa-snapshot");
  }

  @Test
  void aDatabaseIsReadAndCheckedAgainst() throws IOException {
    Files.writeString(directory.resolve("password.txt"), "s3cret\n");
    Files.writeString(directory.resolve("a.sql"), "SELECT id, totl FROM orders;");

    assertThat(
            export(
                "--url",
                URL,
                "--username",
                "reader",
                "--password-file",
                "password.txt",
                "--ssl-mode",
                "require"))
        .isZero();
    Endpoint endpoint = cli.databases.read.getFirst().endpoint();
    assertThat(endpoint.host()).isEqualTo("db.example");
    assertThat(endpoint.port()).isEqualTo(5433);
    assertThat(endpoint.databaseName()).isEqualTo("shop");
    assertThat(endpoint.sslMode()).isEqualTo(SslMode.REQUIRE);
    assertThat(cli.databases.read.getFirst().password().reveal()).isEqualTo("s3cret");
    assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
        .startsWith("{\"dbsa_snapshot\":1,\"sha256\":\"")
        .doesNotContain("s3cret", "db.example", "reader");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }

    assertThat(cli.run("check", "--snapshot", "shop.dbsa-snapshot", "a.sql")).isEqualTo(1);
    assertThat(cli.out()).contains("unknown-column");
  }

  @Test
  void thePasswordMayBeInAVariable() {
    cli.variable("DBSA_DATABASE_PASSWORD", "s3cret");

    assertThat(export("--url", "jdbc:mariadb://[::1]/shop", "--username", "reader")).isZero();
    assertThat(cli.databases.read.getFirst().endpoint().host()).isEqualTo("::1");
    assertThat(cli.databases.read.getFirst().endpoint().port()).isEqualTo(3306);
    assertThat(cli.databases.read.getFirst().password().reveal()).isEqualTo("s3cret");
  }

  @Test
  void aServiceHandsOverWhatItHas() throws IOException {
    byte[] bytes = CliHarness.shop();
    try (StubService service = new StubService()) {
      service.answers("GET /api/snapshots/" + ID + "/file", 200, bytes);

      assertThat(export("--snapshot-id", ID, "--base-url", service.url())).isZero();
      assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }
  }

  @Test
  void aServiceIsAskedByTheNameOfAConnection() throws IOException {
    byte[] bytes = CliHarness.shop();
    try (StubService service = new StubService()) {
      service.on(
          "GET /api/connections", 200, "{\"items\":[{\"connection_id\":\"c\",\"name\":\"shop\"}]}");
      service.on(
          "GET /api/connections/c/snapshots",
          200,
          "{\"items\":[{\"snapshot_id\":\"" + ID + "\",\"snapshot_version\":2}]}");
      service.answers("GET /api/snapshots/" + ID + "/file", 200, bytes);

      assertThat(export("--connection", "shop", "--base-url", service.url())).isZero();
      assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
      assertThat(export("--connection", "shop@2", "--base-url", service.url())).isZero();
      assertThat(export("--connection", "shop@1", "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.err()).contains("shop has no snapshot of version 1");
    }
  }

  @Test
  void nothingIsWrittenOfWhatIsNoSnapshot() throws IOException {
    try (StubService service = new StubService()) {
      service.answers("GET /api/snapshots/" + ID + "/file", 200, new byte[] {1, 2, 3});

      assertThat(export("--snapshot-id", ID, "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.err()).contains("is no snapshot that dbsa wrote");
      assertThat(file()).doesNotExist();
      service.on("*", 404, "{\"detail\":\"there is no such snapshot\"}");
      String other = ID.replace('0', '1');
      assertThat(export("--snapshot-id", other, "--base-url", service.url())).isEqualTo(1);
      assertThat(cli.err()).contains("HTTP 404: there is no such snapshot");
    }
    assertThat(export("--snapshot-id", ID, "--base-url", "http://127.0.0.1:1")).isEqualTo(3);
  }

  @Test
  void failuresOfTheDatabaseAreTold() {
    assertThat(export("--url", "jdbc:postgresql://down/shop", "--username", "u")).isEqualTo(3);
    assertThat(cli.err()).contains("nobody answers");
    assertThat(export("--url", "jdbc:postgresql://closed/shop", "--username", "u")).isEqualTo(1);
    assertThat(cli.err()).contains("not let in");
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshot",
        "snapshot export",
        "snapshot export f",
        "snapshot export f --url jdbc:postgresql://h/d",
        "snapshot export f --url jdbc:oracle://h/d --username u",
        "snapshot export f --url jdbc:mysql://u:hunter2@h/d --username u",
        "snapshot export f --url jdbc:mysql://h/d?password=hunter2 --username u",
        "snapshot export f --url jdbc:mysql://h:99999/d --username u",
        "snapshot export f --url jdbc:mysql://h/d --username u --ssl-mode maybe",
        "snapshot export no/folder --url jdbc:mysql://h/d --username u",
        "snapshot export f --snapshot-id 12",
        "snapshot export f --snapshot-id " + ID + " --username u",
        "snapshot export f --snapshot-id " + ID + " --url jdbc:mysql://h/d"
      })
  void wrongUsageIsRefusedBeforeAnythingIsRead(String arguments) {
    assertThat(cli.run(arguments.split(" "))).isEqualTo(2);
    assertThat(cli.err()).contains("dbsa snapshot").doesNotContain("hunter2");
    assertThat(cli.databases.read).isEmpty();
  }

  @Test
  void damagedAndForeignSnapshotsAreNamed() throws IOException {
    byte[] bytes = CliHarness.shop();
    bytes[bytes.length - 3]++;
    Files.write(directory.resolve("damaged"), bytes);
    Files.writeString(directory.resolve("foreign"), "CREATE TABLE t (id int);");
    Files.writeString(directory.resolve("newer"), "{\"dbsa_snapshot\":2}\n");
    Files.writeString(directory.resolve("a.sql"), "SELECT 1;");

    for (String name : List.of("damaged", "foreign", "newer", "missing")) {
      assertThat(cli.run("check", "--snapshot", name, "a.sql")).isEqualTo(2);
      assertThat(cli.err()).contains("the file " + name + " ");
    }
    Files.write(directory.resolve("good"), CliHarness.shop());
    assertThat(cli.run("check", "--snapshot", "good", "--dialect", "mysql", "a.sql")).isEqualTo(2);
    assertThat(cli.run("check", "--snapshot", "good", "--dialect", "postgres", "a.sql")).isZero();
  }
}
