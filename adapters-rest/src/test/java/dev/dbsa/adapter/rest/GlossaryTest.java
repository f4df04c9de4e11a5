package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.adapter.rest.glossary.GlossaryFile;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GlossaryTest {
  private static final String TERMS =
      """
      {"terms":[{"word":"turnover","column":"orders.total"},
      {"word":"Big Fish","column":"orders.status","value":"big"},
      {"word":"net","expression":"sum(orders.total_amount) - 5"},{"word":"buyers","table":"nobody"}]}
      """;

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api();
  }

  private Response put(String connection, String body) {
    return api.request()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/connections/{id}/glossary", connection);
  }

  @Test
  void keepsWhatWordsMean() {
    String connection = api.newConnection("db.example.com");
    assertThat(api.get("/api/connections/{id}/glossary", connection).<List<Object>>path("terms"))
        .isEmpty();

    Response kept = put(connection, TERMS);

    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.<List<String>>path("terms.word"))
        .containsExactly("turnover", "Big Fish", "net", "buyers");
    assertThat(kept.<List<String>>path("terms.value")).containsExactly(null, "big", null, null);
    assertThat(kept.<List<String>>path("shared.word")).containsExactly("client");
    assertThat(api.get("/api/connections/{id}/glossary", connection).asString())
        .isEqualTo(kept.asString());
    assertThat(put(connection, "{\"terms\":[]}").<List<Object>>path("terms")).isEmpty();
  }

  @Test
  void namesTheTermsThatTheNewestSnapshotDoesNotHave() {
    Api.Snapshot snapshot = api.newSnapshot("db.example");

    assertThat(put(snapshot.connectionId(), TERMS).<List<Object>>path("unknown"))
        .containsExactly(
            Map.of("word", "turnover", "reason", "orders has no column total"),
            Map.of("word", "buyers", "reason", "there is no table or view nobody"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | terms",
        "{\"terms\":{}} | terms",
        "{\"terms\":[{\"word\":\"x\"}]} | terms[0].word",
        "{\"terms\":[{\"word\":\"x\",\"table\":\"a\",\"column\":\"a.b\"}]} | terms[0].word",
        "{\"terms\":[{\"word\":\"x\",\"table\":\"a\",\"value\":\"b\"}]} | terms[0].value",
        "{\"terms\":[{\"word\":\" \",\"table\":\"a\"}]} | terms[0].word",
        "{\"terms\":[{\"word\":\"x\",\"table\":\"a\"},{\"word\":\"X\",\"table\":\"b\"}]} | terms[1].word",
        "{\"terms\":[{\"word\":\"x\",\"tabel\":\"a\"}]} | terms[0].tabel"
      })
  void saysWhichTermIsWrong(String body, String field) {
    Response refused = put(api.newConnection("db.example.com"), body);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<List<String>>path("errors.field")).contains(field);
  }

  @Test
  void anUnknownConnectionHasNoGlossary() {
    String id = UUID.randomUUID().toString();
    assertProblem(api.get("/api/connections/{id}/glossary", id), 404, "connection_not_found");
    assertProblem(put(id, "{\"terms\":[]}"), 404, "connection_not_found");
  }

  @Test
  void aFileHasTheSameForm() {
    byte[] file =
        "{\"terms\":[{\"word\":\"Kunden\",\"table\":\"customers\"}]}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(GlossaryFile.read(file).terms())
        .containsExactly(new Term("Kunden", new Meaning.Table("customers")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"terms\":", "{\"words\":[]}", "\u0000"})
  void aFileOfAnotherFormIsRefused(String file) {
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(() -> GlossaryFile.read(file.getBytes(StandardCharsets.UTF_8)));
  }
}
