package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.adapter.cli.DemoTarget.Decision;
import dev.dbsa.adapter.cli.DemoTarget.Expected;
import dev.dbsa.adapter.cli.DemoTarget.Wish;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class DemoCommandTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> variables = new HashMap<>(System.getenv());

  private int run(DemoDatabase database, String trouble, String... arguments) {
    CliEnvironment environment =
        new CliEnvironment(
            variables,
            directory,
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            InstantSource.system(),
            Thread::sleep);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return DbsaCli.runDemo(
        environment,
        database,
        List.of(
            java, "-cp", System.getProperty("java.class.path"), DemoStub.class.getName(), trouble),
        arguments);
  }

  private static DemoTarget shop() {
    return new DemoTarget(
        "shop",
        "PostgreSQL with a shop",
        Dialect.POSTGRESQL,
        "127.0.0.1",
        5432,
        "shop",
        "reader",
        Secret.of("hunter2"),
        List.of(new Wish("latest orders", ScriptMode.QUERY, Expected.DRAFT, Decision.EDIT)),
        "SELECT * FROM oders;");
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(out.toString() + err);
    assertThat(matcher.find()).as(out + "\n" + err).isTrue();
    return matcher.group(1);
  }

  @Test
  void showsEveryStepAndLeavesNothingBehind() {
    variables.put("APP_AUTH_MODE", "hmac");
    variables.put("OPENAI_API_KEY", "hunter2");

    assertThat(run(DemoCommandTest::shop, "none", "--exit")).as(out + "\n" + err).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "PostgreSQL with a shop, on port 5432",
            "POST /api/connections: 201 in",
            "shop: postgresql on h:5432",
            "/verify: 200 in",
            "which cannot write",
            "warning: old",
            "/schema/refresh: 201 in",
            "version 1; tables: 8",
            "“latest orders”",
            "POST /api/generations: 201 in",
            "/execute: 202 in",
            "SELECT 1 LIMIT 5;",
            "Review edited by demo",
            "+LIMIT 20",
            "SELECT * FROM oders;",
            "error no table oders [r]",
            "hint: orders",
            "GET /api/history: 200 in",
            "latest",
            "1 in total",
            "That was all.")
        .doesNotContain("hunter2");
    assertThat(err.toString()).isEmpty();
    assertThat(Path.of(found("a file in\\s+(\\S+)"))).doesNotExist();
    int port = URI.create(found("answers on (\\S+)")).getPort();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-start  | the service ended with code 9; its log ends:",
        "no-verify | the database refused: wrong password",
        "no-draft  | the generation ended failed no idea",
      })
  void aStepThatFailsEndsItAndKeepsTheLog(String trouble, String message) throws IOException {
    assertThat(run(DemoCommandTest::shop, trouble, "--exit")).isEqualTo(1);
    assertThat(err.toString()).contains(message).doesNotContain("\u001B");
    Path log = Path.of(found("The log of the service: (\\S+)"));
    try {
      assertThat(Files.readString(log)).contains("stub starts with " + trouble);
      assertThat(log.getParent().toFile().list()).containsExactly("service.log");
    } finally {
      Files.delete(log);
      Files.delete(log.getParent());
    }
  }

  @Test
  void withoutADatabaseItSaysWhatToDo() {
    assertThat(
            run(
                () -> {
                  throw new DemoDatabase.DemoUnavailable(
                      "no PostgreSQL for this machine", new IOException());
                },
                "none",
                "--exit"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("no PostgreSQL for this machine")
        .doesNotContain("The log of the service");
  }

  @Test
  void aGivenDatabaseIsShownWithTheRequestsGiven() throws IOException {
    Files.writeString(directory.resolve("password"), "hunter2\n");

    assertThat(
            run(
                DemoCommandTest::neverStarted,
                "none",
                "--exit",
                "--host",
                "db.example.org",
                "--database",
                "d",
                "--username",
                "u",
                "--password-file",
                "password",
                "--request-text",
                "größte Bestellung"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("größte Bestellung").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host h                     | --host needs --database, --username, --password-file, --request-text",
        "--database d                 | need --host",
        "--request-text x             | need --host",
        "--host h --database d --username u --request-text r --password-file absent | cannot be read",
        "--nonsense                   | unknown option --nonsense",
      })
  void refusesWrongUsage(String arguments, String message) {
    assertThat(run(DemoCommandTest::neverStarted, "none", arguments.strip().split(" ")))
        .isEqualTo(2);
    assertThat(err.toString()).contains(message).contains("Try 'dbsa demo --help'.");
    assertThat(out.toString()).isEmpty();
  }

  private static DemoTarget neverStarted() {
    throw new AssertionError("no database is to be started");
  }
}
