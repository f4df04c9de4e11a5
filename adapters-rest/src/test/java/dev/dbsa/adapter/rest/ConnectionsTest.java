package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertInvalid;
import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConnectionsTest {
  private static final String[] FIELDS = {
    "connection_id",
    "name",
    "dialect",
    "host",
    "port",
    "database_name",
    "username",
    "auth_mode",
    "ssl_mode",
    "status",
    "last_verified_at",
    "last_error_message",
    "created_at",
    "updated_at"
  };

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  @Test
  void storesAConnectionWithoutItsSecret() {
    Map<String, Object> body = Api.connection("db.example");
    Response stored = api.send("/api/connections", body);
    assertThat(stored.statusCode()).isEqualTo(201);
    String id = stored.path("connection_id");
    assertThat(stored.header("Location")).isEqualTo("/api/connections/" + id);
    Map<String, Object> view = stored.jsonPath().getMap("$");
    assertThat(view)
        .containsOnlyKeys(FIELDS)
        .containsEntry("name", body.get("name"))
        .containsEntry("dialect", "postgresql")
        .containsEntry("port", 5432)
        .containsEntry("auth_mode", "password")
        .containsEntry("ssl_mode", "prefer")
        .containsEntry("status", "pending")
        .containsEntry("last_verified_at", null)
        .containsEntry("last_error_message", null);
    assertThat(stored.asString()).doesNotContain("s3cret");
    assertThat(Api.body(api.get(stored.header("Location")))).isEqualTo(view);
  }

  @Test
  void listsConnectionsByName() {
    String suffix = UUID.randomUUID().toString();
    for (String name : List.of("zebra ", "alpha ", "mitte ")) {
      Map<String, Object> body = Api.connection("db.example");
      body.put("name", name + suffix);
      api.send("/api/connections", body);
    }
    Response list = api.get("/api/connections");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(Api.body(list)).containsOnlyKeys("items");
    List<String> names = list.path("items.name");
    assertThat(names)
        .filteredOn(name -> name.endsWith(suffix))
        .containsExactly("alpha " + suffix, "mitte " + suffix, "zebra " + suffix);
  }

  @Test
  void keepsUnicodeAndTrimsNames() {
    Map<String, Object> body = Api.connection("db.example");
    String name = "Bestellungen 🦉 注文 " + UUID.randomUUID();
    body.put("name", "  " + name + " ");
    body.put("database_name", "größe");
    Response stored = api.send("/api/connections", body);
    assertThat(stored.<String>path("name")).isEqualTo(name);
    assertThat(stored.<String>path("database_name")).isEqualTo("größe");
  }

  @Test
  void readsPostgresAsPostgresqlAndFillsInDefaults() {
    Map<String, Object> body = Api.connection("db.example");
    body.put("dialect", "postgres");
    body.remove("auth_mode");
    body.put("ssl_mode", null);
    Response stored = api.send("/api/connections", body);
    assertThat(stored.<String>path("dialect")).isEqualTo("postgresql");
    assertThat(stored.<String>path("auth_mode")).isEqualTo("password");
    assertThat(stored.<String>path("ssl_mode")).isEqualTo("prefer");
  }

  @Test
  void refusesANameThatIsTaken() {
    Map<String, Object> body = Api.connection("db.example");
    assertThat(api.send("/api/connections", body).statusCode()).isEqualTo(201);
    assertProblem(api.send("/api/connections", body), 409, "connection_name_taken");
  }

  @Test
  void namesEveryInvalidFieldAtOnce() {
    Map<String, Object> body = Api.connection(" ");
    body.remove("name");
    body.put("dialect", "oracle");
    body.put("port", 0);
    body.put("username", 7);
    body.put("databse_name", "shop");
    body.remove("database_name");
    body.put("auth_mode", "kerberos");
    body.put("ssl_mode", true);
    body.put("secret", "");
    Response refused = api.send("/api/connections", body);
    assertInvalid(
        refused,
        "name",
        "dialect",
        "host",
        "port",
        "username",
        "database_name",
        "databse_name",
        "auth_mode",
        "ssl_mode",
        "secret");
    assertThat(message(refused, "dialect")).isEqualTo("must be one of mysql, postgresql");
    assertThat(message(refused, "name")).isEqualTo("is required");
    assertThat(message(refused, "username")).isEqualTo("must be a string");
    assertThat(message(refused, "databse_name")).startsWith("is unknown; known are name, dialect");
    assertThat(message(refused, "ssl_mode"))
        .isEqualTo("must be one of disable, prefer, require, verify-full");
  }

  private static String message(Response refused, String field) {
    return refused.path("errors.find { it.field == '" + field + "' }.message");
  }

  @ParameterizedTest
  @CsvSource({
    "0",
    "-1",
    "65536",
    "99999999999999999999",
    "5432.0",
    "5432.5",
    "1e3",
    "'\"5432\"'",
    "true",
    "null",
    "[5432]"
  })
  void refusesPortsThatAreNone(String port) {
    String body =
        """
        {"name": "n", "dialect": "mysql", "host": "h", "port": %s, "database_name": "d",
         "username": "u", "secret": "s"}"""
            .formatted(port);
    assertInvalid(api.send("/api/connections", body), "port");
  }

  @ParameterizedTest
  @CsvSource({
    "'h/?allowLoadLocalInfile=true'",
    "'h:5432'",
    "'user@h'",
    "'h,h2'",
    "'[::1]'",
    "'h\\u0000'",
    "'h h'",
    "''"
  })
  void refusesHostsThatMeanMoreThanAHost(String host) {
    String body =
        """
        {"name": "n", "dialect": "mysql", "host": "%s", "port": 1, "database_name": "d",
         "username": "u", "secret": "s"}"""
            .formatted(host);
    assertInvalid(api.send("/api/connections", body), "host");
  }

  @Test
  void refusesLongNamesAndControlCharacters() {
    Map<String, Object> body = Api.connection("db.example");
    body.put("name", "x".repeat(101));
    body.put("username", "re\nader");
    body.put("secret", "pass\u0000word");
    assertInvalid(api.send("/api/connections", body), "name", "username", "secret");
  }

  @Test
  void readsNoConnectionThatIsNotThere() {
    UUID unknown = UUID.randomUUID();
    assertProblem(api.get("/api/connections/{id}", unknown), 404, "connection_not_found");
    assertProblem(api.post("/api/connections/{id}/verify", unknown), 404, "connection_not_found");
    assertProblem(
        api.request().delete("/api/connections/{id}", unknown), 404, "connection_not_found");
  }

  @ParameterizedTest
  @CsvSource({"1", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", "' '", "null", "'%00'"})
  void refusesMalformedIds(String id) {
    assertInvalid(api.get("/api/connections/{id}", id), "id");
    assertInvalid(api.post("/api/connections/{id}/verify", id), "id");
    assertInvalid(api.request().delete("/api/connections/{id}", id), "id");
  }

  @Test
  void understandsIdsInUpperCase() {
    String id = api.newConnection("db.example");
    Response read = api.get("/api/connections/{id}", id.toUpperCase(java.util.Locale.ROOT));
    assertThat(read.<String>path("connection_id")).isEqualTo(id);
  }

  @Test
  void verifiesAConnection() {
    String id = api.newConnection("writable.example");
    Response verified = api.post("/api/connections/{id}/verify", id);
    assertThat(verified.statusCode()).isEqualTo(200);
    assertThat(Api.body(verified))
        .containsOnlyKeys(
            "connection_id",
            "status",
            "server_product",
            "server_version",
            "user",
            "can_write",
            "warnings",
            "error_message",
            "verified_at")
        .containsEntry("connection_id", id)
        .containsEntry("status", "verified")
        .containsEntry("server_product", "MySQL")
        .containsEntry("server_version", "9.7.0")
        .containsEntry("user", "writer@%")
        .containsEntry("can_write", true)
        .containsEntry("warnings", List.of("the account may change data"))
        .containsEntry("error_message", null);
    Response profile = api.get("/api/connections/{id}", id);
    assertThat(profile.<String>path("status")).isEqualTo("verified");
    assertThat(profile.<String>path("last_verified_at"))
        .isEqualTo(verified.<String>path("verified_at"));
  }

  @Test
  void answersAFailedVerificationAsAResult() {
    String id = api.newConnection("down.example");
    Response failed = api.post("/api/connections/{id}/verify", id);
    assertThat(failed.statusCode()).isEqualTo(200);
    assertThat(Api.body(failed))
        .containsEntry("status", "failed")
        .containsEntry("error_message", "the host does not answer")
        .containsEntry("server_product", null)
        .containsEntry("can_write", null)
        .containsEntry("warnings", List.of())
        .containsEntry("verified_at", null);
    Response profile = api.get("/api/connections/{id}", id);
    assertThat(profile.<String>path("status")).isEqualTo("failed");
    assertThat(profile.<String>path("last_error_message")).isEqualTo("the host does not answer");
  }

  @Test
  void deletesAConnection() {
    String id = api.newConnection("db.example");
    Response deleted = api.request().delete("/api/connections/{id}", id);
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(deleted.asString()).isEmpty();
    assertProblem(api.get("/api/connections/{id}", id), 404, "connection_not_found");
  }

  @Test
  void deletesAConnectionInUseOnlyWithItsGenerations() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");
    String generation = api.newGeneration(snapshot, "show latest orders");
    String id = snapshot.connectionId();
    assertProblem(api.request().delete("/api/connections/{id}", id), 409, "connection_in_use");
    assertProblem(
        api.request().delete("/api/connections/{id}?cascade=false", id), 409, "connection_in_use");
    assertThat(api.request().delete("/api/connections/{id}?cascade=true", id).statusCode())
        .isEqualTo(204);
    assertProblem(api.get("/api/generations/{id}/status", generation), 404, "generation_not_found");
  }

  @Test
  void neverDeletesByATypingError() {
    String id = api.newConnection("db.example");
    assertInvalid(api.request().delete("/api/connections/{id}?cascade=yes", id), "cascade");
    assertInvalid(api.request().delete("/api/connections/{id}?cascade=", id), "cascade");
    assertInvalid(api.request().delete("/api/connections/{id}?cascad=true", id), "cascad");
    assertInvalid(
        api.request().delete("/api/connections/{id}?cascade=true&cascade=false", id), "cascade");
    assertThat(api.get("/api/connections/{id}", id).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fe80::1%eth0",
        "/var/run/postgresql/.s.PGSQL.5432",
        "db.example,other.example"
      })
  void refusesHostsThatMustNotBeCalled(String host) {
    assertInvalid(api.send("/api/connections", Api.connection(host)), "host");
  }
}
