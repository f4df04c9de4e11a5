package dev.dbsa.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit trail as log lines. */
@QuarkusTest
class AuditLogTest {
  private Api api;
  private final ObjectMapper json = new ObjectMapper();
  private final Logger category = LogContext.getLogContext().getLogger("dbsa.audit");
  private final Lines lines = new Lines();

  private static final class Lines extends Handler {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord line) {
      all.add(((org.jboss.logmanager.ExtLogRecord) line).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    api = new Api();
    category.addHandler(lines);
  }

  @AfterEach
  void stopListening() {
    category.removeHandler(lines);
  }

  @Test
  void saysTheSameAsTheApi() throws Exception {
    String id = api.newConnection("db.example");
    api.post("/api/connections/{id}/verify", id);
    Response trail = api.get("/api/audit?object_id=" + id);

    assertThat(lines.all).hasSize(2);
    JsonNode items = json.readTree(trail.asString()).path("items");
    assertThat(json.readTree(lines.all.poll())).isEqualTo(items.get(1));
    assertThat(json.readTree(lines.all.poll())).isEqualTo(items.get(0));
    assertThat(items.get(0).path("action").asText()).isEqualTo("connection_verified");
  }

  @Test
  void saysNothingOfWhatWasRefused() {
    Map<String, Object> connection = Api.connection("db.example");
    api.send("/api/connections", connection);
    lines.all.clear();

    assertThat(api.send("/api/connections", connection).statusCode()).isEqualTo(409);

    assertThat(lines.all).isEmpty();
  }

  @Test
  void staysOnOneLineWhateverPeopleWrite() throws Exception {
    String name = "{\"a\":1} \u2028\u2029\u202e %s %n {0} ${x} äöü 🔑 \\";
    Map<String, Object> connection = Api.connection("db.example");
    connection.put("name", name);

    api.request()
        .contentType(ContentType.JSON)
        .header("X-Internal-Reviewer", "eve\t\"}{\"action\":\"forged\"} \u0085\u007f")
        .body(connection)
        .post("/api/connections");

    assertThat(lines.all).hasSize(1);
    String line = lines.all.element();
    assertThat(line).matches("[ -~]+").doesNotContain((String) connection.get("secret"), "s3cret");
    JsonNode event = json.readTree(line);
    assertThat(event.path("detail").asText()).isEqualTo(name);
    assertThat(event.path("action").asText()).isEqualTo("connection_created");
    assertThat(event.path("reviewer").asText()).startsWith("eve");
  }
}
