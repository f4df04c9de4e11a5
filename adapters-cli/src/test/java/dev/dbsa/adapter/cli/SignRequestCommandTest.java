package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignRequestCommandTest {
  private static final String BODY = "{\"request_text\":\"show latest orders\"}";
  private static final String KNOWN =
      "084164dd1236423d8159446099300e2e28d255609d8ee5cdf136d123de2ad330";

  @TempDir Path directory;
  private CliHarness cli;

  @BeforeEach
  void start() {
    cli = new CliHarness(directory);
  }

  private JsonNode sign(String... arguments) {
    assertThat(cli.run(List.of("sign-request"), arguments)).as(cli.err()).isZero();
    return cli.json();
  }

  private static String expected(String method, String path, String query, String body) {
    return RequestSignature.of(
            method, path, query, "dbsa-cli", "1713772800", body.getBytes(StandardCharsets.UTF_8))
        .sign(Secret.of(CliHarness.SECRET));
  }

  @Test
  void printsTheHeadersOfTheKnownAnswer() {
    JsonNode headers =
        sign(
            "--secret",
            CliHarness.SECRET,
            "--method",
            "POST",
            "--path",
            "/api/generations",
            "--principal",
            "svc-db-agent",
            "--timestamp",
            "1713772800",
            "--body",
            BODY);

    assertThat(Json.pretty(headers))
        .isEqualTo(
            """
            {
              "X-Internal-Principal": "svc-db-agent",
              "X-Internal-Timestamp": "1713772800",
              "X-Internal-Signature": "%s"
            }"""
                .formatted(KNOWN));
  }

  @Test
  void secretPrincipalAndHeaderNamesComeFromDotEnv() throws IOException {
    Files.writeString(
        directory.resolve(".env"),
        """
        APP_INTERNAL_HMAC_SECRET=%s
        APP_INTERNAL_PRINCIPAL=svc-db-agent
        APP_INTERNAL_PRINCIPAL_HEADER=X-Who
        APP_INTERNAL_TIMESTAMP_HEADER=X-When
        APP_INTERNAL_SIGNATURE_HEADER=X-Proof
        APP_INTERNAL_REVIEWER_HEADER=X-Reader
        """
            .formatted(CliHarness.SECRET));

    JsonNode headers =
        sign(
            "--method",
            "post",
            "--path",
            "/api/generations",
            "--body",
            BODY,
            "--reviewer",
            "ann",
            "--unsigned-reviewer");

    assertThat(headers.properties())
        .extracting(field -> field.getKey() + "=" + field.getValue().asText())
        .containsExactly(
            "X-Who=svc-db-agent", "X-When=1713772800", "X-Proof=" + KNOWN, "X-Reader=ann");
  }

  @Test
  void theReviewerIsSignedUnlessSaidOtherwise() {
    cli.variable("APP_INTERNAL_HMAC_SECRET", CliHarness.SECRET);

    JsonNode headers = sign("--path", "/api/x", "--principal", "svc", "--reviewer", "ann");

    assertThat(headers.path("X-Internal-Reviewer").asText()).isEqualTo("ann");
    assertThat(headers.path("X-Internal-Signed-Headers").asText()).isEqualTo("x-internal-reviewer");
    assertThat(headers.path("X-Internal-Signature").asText())
        .isEqualTo(
            RequestSignature.of(
                    "GET",
                    "/api/x",
                    "",
                    "svc",
                    headers.path("X-Internal-Timestamp").asText(),
                    new byte[0])
                .covering(List.of(new RequestSignature.Header("x-internal-reviewer", "ann")))
                .sign(Secret.of(CliHarness.SECRET)));
  }

  @Test
  void theEnvironmentWinsOverDotEnvAndFlagsOverBoth() throws IOException {
    Files.writeString(
        directory.resolve(".env"), "APP_INTERNAL_PRINCIPAL=file\nAPP_INTERNAL_HMAC_SECRET=wrong\n");
    cli.variable("APP_INTERNAL_PRINCIPAL", "environment")
        .variable("APP_INTERNAL_HMAC_SECRET", CliHarness.SECRET);

    assertThat(sign("--path", "/").path("X-Internal-Principal").asText()).isEqualTo("environment");
    assertThat(sign("--path", "/", "--principal", "flag").path("X-Internal-Principal").asText())
        .isEqualTo("flag");
    assertThat(sign("--path", "/").path("X-Internal-Signature"))
        .isNotEqualTo(sign("--path", "/", "--secret", "flag").path("X-Internal-Signature"));
  }

  @Test
  void theSecretMayComeFromAFileWhoseLastLineBreakIsNotPartOfIt() throws IOException {
    Files.writeString(directory.resolve("a secret.txt"), CliHarness.SECRET + "\r\n");

    for (String flag : List.of("--secret-file", "--hmac-secret-file")) {
      assertThat(sign(flag, "a secret.txt", "--path", "/").path("X-Internal-Signature").asText())
          .isEqualTo(expected("GET", "/", "", ""));
    }
    cli.variable("APP_INTERNAL_HMAC_SECRET_FILE", directory.resolve("a secret.txt").toString());
    assertThat(sign("--path", "/").path("X-Internal-Signature").asText())
        .isEqualTo(expected("GET", "/", "", ""));
  }

  @Test
  void theBodyMayComeFromAFileOrFromStandardInputByteForByte() throws IOException {
    String body = "{\"request_text\": \"größte Bestellung 🐘\"}\n";
    Files.writeString(directory.resolve("body.json"), body);
    cli.variable("APP_INTERNAL_HMAC_SECRET", CliHarness.SECRET).standardInput(body);
    String signature = expected("POST", "/x", "", body);

    assertThat(
            sign("--path", "/x", "--body-file", "body.json").path("X-Internal-Signature").asText())
        .isEqualTo(signature);
    assertThat(sign("--path", "/x", "--body-file", "-").path("X-Internal-Signature").asText())
        .isEqualTo(signature);
    assertThat(sign("--path", "/x", "--body", "-").path("X-Internal-Signature").asText())
        .isEqualTo(signature);
    assertThat(sign("--path", "/x", "--body", body).path("X-Internal-Signature").asText())
        .isEqualTo(signature);
  }

  @Test
  void theQueryIsSignedAsItWillBeSent() {
    cli.variable("APP_INTERNAL_HMAC_SECRET", CliHarness.SECRET);

    assertThat(
            sign("--path", "/api/history?a=%20", "--query", "q=größe & mehr", "--query", "b=1=2")
                .path("X-Internal-Signature")
                .asText())
        .isEqualTo(
            expected("GET", "/api/history", "a=%20&q=gr%C3%B6%C3%9Fe%20%26%20mehr&b=1%3D2", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--path /                                | signing needs a secret",
        "--path / --secret ' '                   | --secret is blank",
        "--path / --secret s --secret-file f     | not both",
        "--path / --secret-file absent           | cannot be read",
        "--path / --secret-file blank            | empty or blank",
        "--path api --secret s                   | must start with /",
        "--path /ü --secret s                    | percent-encoded",
        "--path /%zz --secret s                  | percent-encoded",
        "--path /?q=ü --secret s                 | --query encodes for you",
        "--path /#a --secret s                   | percent-encoded",
        "--path / --secret s --query a           | name=value",
        "--path / --secret s --query =a          | name=value",
        "--path / --secret s --timestamp -5      | Unix time",
        "--path / --secret s --timestamp now     | --timestamp",
        "--path / --secret s --principal Zoë     | printable ASCII",
        "--path / --secret s --principal ''      | blank",
        "--path / --secret s --method 'G T'      | not an HTTP method",
        "--path / --secret s --signature-header 'X Y' | not a header name",
        "--path / --secret s --body a --body-file blank | not both",
        "--path / --secret-file - --body -       | standard input cannot be read for both",
        "--secret s                              | --path",
      })
  void refusesWrongUsage(String arguments, String message) throws IOException {
    Files.writeString(directory.resolve("blank"), " \n\t\n");
    cli.standardInput("x");
    List<String> all = new ArrayList<>(List.of("sign-request"));
    for (String argument : arguments.strip().split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
      all.add(argument.replace("'", ""));
    }

    assertThat(cli.run(all.toArray(String[]::new))).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains(message).contains("Try 'dbsa sign-request --help'.");
  }
}
