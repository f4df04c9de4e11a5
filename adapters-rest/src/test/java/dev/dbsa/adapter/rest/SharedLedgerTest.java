package dev.dbsa.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.CallerLedger.Bucket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers that are counted over several processes: what another one counted holds here too. */
@QuarkusTest
@TestProfile(SharedLedgerTest.Shared.class)
class SharedLedgerTest {
  private static final int PER_MINUTE = 120;

  /** The service asks for signatures and shares its ledger. */
  public static class Shared implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("test.auth", "hmac", "test.shared", "true", "test.per-minute", "" + PER_MINUTE);
    }
  }

  @Inject InstantSource clock;
  @Inject CallerLedger elsewhere;

  private Signer signer;

  @BeforeEach
  void connect() {
    signer = new Signer(clock);
  }

  private Response get(List<String> headers) {
    return RawHttp.send("GET /api/connections HTTP/1.1", headers, "");
  }

  /** Signatures differ by what is asked for. */
  private Response page(String principal, int number) {
    String target = "/api/history?page=" + number;
    return RawHttp.send(
        "GET " + target + " HTTP/1.1", signer.headers("GET", target, "", principal), "");
  }

  @Test
  void refusesASignatureThatAnotherProcessHasSeen() {
    List<String> headers = signer.headers("GET", "/api/connections", "", Signer.principal());
    String signature =
        headers.stream()
            .filter(h -> h.startsWith("X-Internal-Signature:"))
            .map(h -> h.substring(h.indexOf(':') + 1).strip())
            .findFirst()
            .orElseThrow();
    elsewhere.isFirstUse(signature, Instant.now().plus(Duration.ofHours(1)));

    assertThat(get(headers).statusCode()).isEqualTo(401);
    assertThat(get(signer.headers("GET", "/api/connections", "", Signer.principal())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void countsWhatAnotherProcessLetIn() {
    String principal = Signer.principal();
    elsewhere.take(principal, PER_MINUTE - 1, new Bucket(PER_MINUTE, PER_MINUTE));

    int served = 0;
    Response response = page(principal, 1);
    while (response.statusCode() == 200) {
      served++;
      response = page(principal, served + 1);
    }

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.header("Retry-After")).isNotNull();
    // One was left, and some came back meanwhile.
    assertThat(served).isBetween(1, PER_MINUTE / 2);
  }

  @Test
  void takesBodiesAfterTheStoreHasAnswered() {
    String body = "{\"dialect\":\"mysql\",\"script_text\":\"SELECT 1\"}";
    List<String> headers = new ArrayList<>();
    headers.add("Content-Type: application/json");
    headers.addAll(signer.headers("POST", "/api/validations", body, Signer.principal()));

    Response response = RawHttp.send("POST /api/validations HTTP/1.1", headers, body);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }
}
