package dev.dbsa.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of the packaged program beside its metrics: log lines and traces. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
class ObservedIT {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private static Map<String, String> settings(String... further) {
    Map<String, String> settings = new HashMap<>();
    settings.put("APP_FERNET_KEY", Base64.getUrlEncoder().encodeToString(new byte[32]));
    settings.put("APP_AUTH_ENABLED", "true");
    settings.put("APP_INTERNAL_API_TOKEN", TOKEN);
    for (int i = 0; i < further.length; i += 2) {
      settings.put(further[i], further[i + 1]);
    }
    return settings;
  }

  @Test
  void everyLineIsAnObjectThatNamesItsRequest() throws Exception {
    String log;
    try (ServiceProcess service =
        ServiceProcess.start(directory, settings("APP_LOG_FORMAT", "json"))) {
      given()
          .header("X-Request-Id", "ticket-4711")
          .header("X-Internal-Token", "wrong")
          .get(service.url() + "/api/history")
          .then()
          .statusCode(401)
          .header("X-Request-Id", "ticket-4711");
      service.close();
      log = service.log();
    }

    List<JsonNode> lines = new ArrayList<>();
    for (String line : log.lines().filter(l -> !l.startsWith("Picked up ")).toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.path("level").asText()).isEqualTo("WARN");
              assertThat(line.path("mdc").path("request_id").asText()).isEqualTo("ticket-4711");
            });
  }

  @Test
  void aRequestWithoutAGoodNameGetsOne() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
      String id =
          given()
              .header("X-Request-Id", "two words")
              .get(service.url() + "/health")
              .getHeader("X-Request-Id");

      assertThat(id).matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void theReleaseIsToldAndNothingOfTheMachine() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
      JsonNode info = JSON.readTree(given().get(service.url() + "/q/info").asString());

      assertThat(info.path("build").path("name").asText()).isEqualTo("dbsa");
      assertThat(info.path("build").path("version").asText()).isNotEmpty();
      assertThat(info.properties()).hasSize(1);
    }
  }

  @Test
  void tracesGoWhereTheSettingSays() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    collector.start();
    String otlp = "http://127.0.0.1:" + collector.getAddress().getPort();
    String log;
    try (ServiceProcess service =
        ServiceProcess.start(
            directory, settings("APP_LOG_FORMAT", "json", "APP_OTLP_ENDPOINT", otlp))) {
      given()
          .header("X-Internal-Token", "wrong")
          .get(service.url() + "/api/history")
          .then()
          .statusCode(401);

      assertThat(received.poll(60, TimeUnit.SECONDS))
          .contains("/api/history")
          .doesNotContain("wrong");
      service.close();
      log = service.log();
    } finally {
      collector.stop(0);
    }
    assertThat(log).containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
  }

  @Test
  void wrongSettingsStopTheStart() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"APP_LOG_FORMAT", "xml"}, {"APP_LOG_LEVEL", "loud"}, {"APP_OTLP_ENDPOINT", "collector"}
        }) {
      Launcher.Finished refused =
          ServiceProcess.startInVain(directory, settings(wrong[0], wrong[1]));

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).contains(wrong[0]).doesNotContain("\tat ");
    }
  }
}
