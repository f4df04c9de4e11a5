package dev.dbsa.adapter.rest;

import static dev.dbsa.adapter.rest.Api.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests have to be signed; nothing but a good signature gets in. */
@QuarkusTest
@TestProfile(SignedRequestsTest.Hmac.class)
class SignedRequestsTest {
  /** When the known answer was signed. */
  private static final String KNOWN_TIME = "1713772800";

  private static final String JSON = "Content-Type: application/json";
  private static final String BODY = "{\"dialect\":\"mysql\",\"script_text\":\"SELECT 1\"}";
  private static final int ENOUGH = 80;

  /** The service asks for signatures and lives at the time of the known answer. */
  public static class Hmac implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("test.auth", "hmac", "test.start", KNOWN_TIME, "test.running", "2");
    }
  }

  @Inject InstantSource clock;

  private Signer signer;

  @BeforeEach
  void connect() {
    signer = new Signer(clock);
  }

  private Response get(String target) {
    return RawHttp.send(
        "GET " + target + " HTTP/1.1", signer.headers("GET", target, "", Signer.principal()), "");
  }

  private Response post(String target, String body, String principal, String... further) {
    List<String> headers = signer.headers("POST", target, body, principal);
    headers.add(JSON);
    headers.addAll(List.of(further));
    return RawHttp.send("POST " + target + " HTTP/1.1", headers, body);
  }

  private String connection(String principal, String... further) {
    String body =
        "{\"name\":\"%s\",\"dialect\":\"postgresql\",\"host\":\"db.example\",\"port\":5432,"
                .formatted(UUID.randomUUID())
            + "\"database_name\":\"shop\",\"username\":\"reader\",\"auth_mode\":\"password\","
            + "\"secret\":\"s3cret\"}";
    Response created = post("/api/connections", body, principal, further);
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    return created.path("connection_id");
  }

  @Test
  void theKnownAnswerGetsInOnce() {
    List<String> headers =
        Signer.headers(
            "svc-db-agent",
            KNOWN_TIME,
            "084164dd1236423d8159446099300e2e28d255609d8ee5cdf136d123de2ad330");
    headers.add(JSON);
    String body = "{\"request_text\":\"show latest orders\"}";

    Response first = RawHttp.send("POST /api/generations HTTP/1.1", headers, body);
    assertProblem(first, 422, "invalid_fields");
    assertThat(first.<List<String>>path("errors.field"))
        .as("the body was read")
        .contains("connection_id")
        .doesNotContain("request_text");

    assertRefused(RawHttp.send("POST /api/generations HTTP/1.1", headers, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/history",
        "/api/history/",
        "/api/history?page=1&page_size=5",
        "/api/history?q=gr%C3%B6%C3%9Fe&has_final_script=false",
        "/api/history?",
        "/api/connections",
        "/api/audit?action=connection_created"
      })
  void signedReadsGetIn(String target) {
    assertThat(get(target).statusCode()).isEqualTo(200);
  }

  @Test
  void startsNoMoreGenerationsThanOneCallerMayHaveRunning() {
    String principal = Signer.principal();
    String connection = connection(principal);
    String snapshot =
        post("/api/connections/" + connection + "/schema/refresh", "", principal)
            .path("snapshot_id");
    List<String> generations =
        IntStream.range(0, 3)
            .mapToObj(
                number ->
                    post(
                            "/api/generations",
                            ("{\"connection_id\":\"%s\",\"snapshot_id\":\"%s\","
                                    + "\"request_text\":\"wait %d\",\"script_mode\":\"query\"}")
                                .formatted(connection, snapshot, number),
                            principal)
                        .<String>path("generation_id"))
            .toList();
    assertThat(execute(generations.get(0), principal).statusCode()).isEqualTo(202);
    assertThat(execute(generations.get(1), principal).statusCode()).isEqualTo(202);

    Response refused = execute(generations.get(2), principal);
    assertProblem(refused, 429, "too_many_generations");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(get("/api/generations/" + generations.get(2) + "/status").<String>path("status"))
        .isEqualTo("queued");

    assertThat(execute(generations.get(2), Signer.principal()).statusCode())
        .as("somebody else's share")
        .isEqualTo(202);
    generations.forEach(id -> post("/api/generations/" + id + "/cancel", "", principal));
  }

  private Response execute(String generation, String principal) {
    return post("/api/generations/" + generation + "/execute", "", principal);
  }

  @Test
  void signedWritesGetInWithTheirBody() {
    Response checked = post("/api/validations", BODY, Signer.principal());
    assertThat(checked.statusCode()).as(checked.asString()).isEqualTo(200);
    Response text = post("/api/validations", BODY.replace("1", "'größe ✓'"), Signer.principal());
    assertThat(text.statusCode()).as(text.asString()).isEqualTo(200);
  }

  @Test
  void aLargeBodyGetsIn() {
    String body = BODY.substring(0, BODY.length() - 1) + " ".repeat(900_000) + "}";
    assertThat(post("/api/validations", body, Signer.principal()).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyInChunksGetsIn() {
    List<String> headers = signer.headers("POST", "/api/validations", BODY, Signer.principal());
    headers.addAll(List.of(JSON, "Transfer-Encoding: chunked"));
    StringBuilder chunked = new StringBuilder();
    for (char c : BODY.toCharArray()) {
      chunked.append("1\r\n").append(c).append("\r\n");
    }
    Response checked =
        RawHttp.send("POST /api/validations HTTP/1.1", headers, chunked.append("0\r\n\r\n") + "");
    assertThat(checked.statusCode()).as(checked.asString()).isEqualTo(200);
  }

  @Test
  void bodiesThatAreTooLargeAreRefused() {
    List<String> headers = signer.headers("POST", "/api/validations", BODY, Signer.principal());
    headers.addAll(List.of(JSON, "Transfer-Encoding: chunked"));
    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
    Response refused =
        RawHttp.send("POST /api/validations HTTP/1.1", headers, chunk.repeat(20) + "0\r\n\r\n");
    assertProblem(refused, 413, "body_too_large");
  }

  @Test
  void whoAsksBeforeSendingABodyIsToldToGoOn() {
    List<String> headers = signer.headers("POST", "/api/validations", BODY, Signer.principal());
    headers.addAll(List.of(JSON, "Expect: 100-continue"));
    String answer = RawHttp.converse(request("POST /api/validations", headers, BODY, true));
    assertThat(answer).startsWith("HTTP/1.1 100 ").contains("\r\n\r\nHTTP/1.1 200 ");

    String refused =
        RawHttp.converse(
            request("POST /api/validations", List.of(JSON, "Expect: 100-continue"), "", true)
                .replace("Content-Length: 0", "Content-Length: 1000"));
    assertThat(refused).as("no body is asked for").startsWith("HTTP/1.1 401 ");
  }

  @Test
  void aReplayIsRefused() {
    List<String> headers = signer.headers("GET", "/api/history", "", Signer.principal());
    assertThat(RawHttp.send("GET /api/history HTTP/1.1", headers, "").statusCode()).isEqualTo(200);
    assertRefused(RawHttp.send("GET /api/history HTTP/1.1", headers, ""));
  }

  @Test
  void bothSecretsOfARotationAreGood() {
    String principal = Signer.principal();
    List<String> headers =
        signer.headers(
            "GET",
            "/api/history",
            "",
            principal,
            String.valueOf(signer.now()),
            TestService.NEXT_SECRET);
    assertThat(RawHttp.send("GET /api/history HTTP/1.1", headers, "").statusCode()).isEqualTo(200);
  }

  @Test
  void everyRequestOfAConnectionHasToBeSigned() {
    String signed =
        request(
            "GET /api/history",
            signer.headers("GET", "/api/history", "", Signer.principal()),
            "",
            false);
    String posted =
        request(
            "POST /api/validations",
            withJson(signer.headers("POST", "/api/validations", BODY, Signer.principal())),
            BODY,
            false);
    String unsigned = request("GET /api/history", List.of(), "", true);
    assertThat(statuses(RawHttp.converse(signed + posted + unsigned)))
        .containsExactly("200", "200", "401");
  }

  @Test
  void theBodyOfARefusedRequestIsNoRequest() {
    String hidden =
        request(
            "GET /api/history",
            signer.headers("GET", "/api/history", "", Signer.principal()),
            "",
            true);
    String refused = request("POST /api/validations", List.of(JSON), hidden, false);
    assertThat(statuses(RawHttp.converse(refused))).containsExactly("401");
  }

  @Test
  void theReviewerIsThePrincipalUnlessTheHeaderNamesAnother() {
    String principal = Signer.principal();
    String id = completedGeneration(principal);
    String target = "/api/history/" + id + "/review";
    String body = "{\"review_status\":\"accepted\"}";

    Response byDefault = post(target, body, principal);
    assertThat(byDefault.statusCode()).as(byDefault.asString()).isEqualTo(201);
    assertThat(byDefault.<String>path("reviewer")).isEqualTo(principal);

    Response named = post(target, body + " ", principal, "X-Internal-Reviewer: alice");
    assertThat(named.<String>path("reviewer")).isEqualTo("alice");
    assertThat(named.<Boolean>path("reviewer_verified")).isFalse();
    assertThat(byDefault.<Boolean>path("reviewer_verified")).isTrue();

    Response audit = get("/api/audit?action=review_submitted&object_id=" + id);
    assertThat(audit.<List<String>>path("items.reviewer")).containsExactly("alice", principal);
    assertThat(audit.<List<String>>path("items.principal")).containsOnly(principal);
  }

  @Test
  void aReviewerIsVerifiedWhereTheSignatureCoversTheName() {
    String principal = Signer.principal();
    String id = completedGeneration(principal);
    String target = "/api/history/" + id + "/review";
    String body = "{\"review_status\":\"rejected\"}";
    List<String> headers =
        signer.headersCovering("POST", target, body, principal, "x-internal-reviewer", "Zoë");
    headers.addAll(List.of(JSON, "X-Internal-Reviewer: Zo\u00c3\u00ab"));

    Response verified = RawHttp.send("POST " + target + " HTTP/1.1", headers, body);
    assertThat(verified.statusCode()).as(verified.asString()).isEqualTo(201);
    assertThat(verified.<String>path("reviewer")).isEqualTo("Zoë");
    assertThat(verified.<Boolean>path("reviewer_verified")).isTrue();
    Response record = get("/api/history/" + id);
    assertThat(record.<List<Boolean>>path("review_feedback.reviewer_verified"))
        .containsExactly(true);
    Response audit = get("/api/audit?action=review_submitted&object_id=" + id);
    assertThat(audit.<List<Boolean>>path("items.reviewer_verified")).containsExactly(true);

    List<String> altered =
        signer.headersCovering("POST", target, body, principal, "x-internal-reviewer", "Zoë");
    altered.addAll(List.of(JSON, "X-Internal-Reviewer: mallory"));
    assertRefused(RawHttp.send("POST " + target + " HTTP/1.1", altered, body));
    List<String> added = signer.headers("POST", target, body, principal);
    added.addAll(
        List.of(
            JSON,
            "X-Internal-Reviewer: mallory",
            "X-Internal-Signed-Headers: x-internal-reviewer"));
    assertRefused(RawHttp.send("POST " + target + " HTTP/1.1", added, body));
  }

  private String completedGeneration(String principal) {
    String connection = connection(principal);
    String snapshot =
        post("/api/connections/" + connection + "/schema/refresh", "", principal)
            .path("snapshot_id");
    String id =
        post(
                "/api/generations",
                "{\"connection_id\":\"%s\",\"snapshot_id\":\"%s\",".formatted(connection, snapshot)
                    + "\"request_text\":\"show latest orders\",\"script_mode\":\"query\"}",
                principal)
            .path("generation_id");
    assertThat(post("/api/generations/" + id + "/execute", "", principal).statusCode())
        .isEqualTo(202);
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!get("/api/generations/" + id + "/status").path("status").equals("completed")) {
      assertThat(System.nanoTime()).as("the generation completes").isLessThan(deadline);
    }
    return id;
  }

  @Test
  void theAuditTrailTellsWhoDidWhat() {
    String principal = Signer.principal();
    String id = connection(principal, "X-Internal-Reviewer: Zo\u00c3\u00ab \u00c2\u0085next");
    String deleted = "/api/connections/" + id;
    RawHttp.send(
        "DELETE " + deleted + " HTTP/1.1", signer.headers("DELETE", deleted, "", principal), "");

    Response trail = get("/api/audit?object_id=" + id);
    assertThat(trail.<List<String>>path("items.action"))
        .containsExactly("connection_deleted", "connection_created");
    assertThat(trail.<List<String>>path("items.object_type")).containsOnly("connection");
    assertThat(trail.<List<String>>path("items.principal")).containsOnly(principal);
    assertThat(trail.<List<String>>path("items.credential")).containsOnly("default");
    assertThat(trail.<List<String>>path("items.address")).doesNotContainNull();
    assertThat(trail.<List<String>>path("items.reviewer"))
        .containsExactly(principal, "Zoë \ufffdnext");
    assertThat(trail.<Integer>path("pagination.total")).isEqualTo(2);
    assertThat(trail.asString()).doesNotContain("s3cret", TestService.SECRET);
  }

  @Test
  void theAuditTrailIsFiltered() {
    String mine = Signer.principal();
    String id = connection(mine, "X-Internal-Reviewer: mira-" + mine);
    String other = connection(Signer.principal());
    String at = get("/api/audit?object_id=" + id).path("items[0].at");

    assertThat(found("principal=" + mine)).containsExactly(id);
    assertThat(found("reviewer=mira-" + mine)).containsExactly(id);
    assertThat(found("action=connection_created")).contains(id, other);
    assertThat(found("action=connection_deleted&principal=" + mine)).isEmpty();
    assertThat(found("principal=" + mine + "&from=" + at)).containsExactly(id);
    assertThat(found("principal=" + mine + "&to=" + at)).isEmpty();
    assertThat(found("principal=" + mine + "&page=2")).isEmpty();
    assertThat(found("page_size=1")).hasSize(1);
    assertProblem(get("/api/audit?action=nonsense"), 422, "invalid_fields");
    assertProblem(get("/api/audit?object_id=1"), 422, "invalid_fields");
    assertProblem(get("/api/audit?from=yesterday"), 422, "invalid_fields");
    assertProblem(get("/api/audit?page_size=101"), 422, "invalid_fields");
    assertProblem(get("/api/audit?who=me"), 422, "invalid_fields");
  }

  private List<String> found(String filters) {
    Response page = get("/api/audit?" + filters);
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    return page.path("items.object_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/health/", "/q/openapi", "/q/openapi?format=json", "/health?x"})
  void whatBelongsToNobodyIsOpen(String target) {
    assertThat(RawHttp.send("GET " + target + " HTTP/1.1", List.of(), "").statusCode())
        .isNotEqualTo(401);
  }

  @Test
  void healthIsOpen() {
    assertThat(RawHttp.send("GET /health HTTP/1.1", List.of(), "").statusCode()).isEqualTo(200);
  }

  /** A request as it goes over the wire. */
  record Hostile(String name, String line, List<String> headers, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What the requests below are altered from: it would get in as it is. */
  private List<String> good(String method, String target, String body) {
    return signer.headers(method, target, body, Signer.principal());
  }

  static List<String> hostileNames() {
    SignedRequestsTest names = new SignedRequestsTest();
    names.signer = new Signer(() -> Instant.EPOCH);
    return names.hostile().stream().map(Hostile::name).toList();
  }

  private List<Hostile> hostile() {
    List<Hostile> all = new ArrayList<>();
    String path = "/api/history";
    String line = "GET " + path + " HTTP/1.1";
    long now = signer.now();

    // Headers that are missing, doubled or of the wrong form.
    all.add(new Hostile("no headers", line, List.of(), ""));
    for (int i = 0; i < 3; i++) {
      List<String> missing = good("GET", path, "");
      String header = missing.remove(i);
      String name = header.substring(0, header.indexOf(':'));
      all.add(new Hostile("no " + name, line, missing, ""));
      List<String> empty = good("GET", path, "");
      empty.set(i, name + ":");
      all.add(new Hostile("empty " + name, line, empty, ""));
      List<String> doubled = good("GET", path, "");
      doubled.add(doubled.get(i));
      all.add(new Hostile("doubled " + name, line, doubled, ""));
      List<String> listed = good("GET", path, "");
      String value = listed.get(i).substring(name.length() + 2);
      listed.set(i, listed.get(i) + ", " + value);
      all.add(new Hostile("listed " + name, line, listed, ""));
      List<String> quoted = good("GET", path, "");
      quoted.set(i, name + ": \"" + value + "\"");
      all.add(new Hostile("quoted " + name, line, quoted, ""));
      List<String> underscored = good("GET", path, "");
      underscored.set(i, listed.get(i).replaceFirst(name, name.replace('-', '_')));
      all.add(new Hostile("underscored " + name, line, underscored, ""));
    }
    List<String> otherCase = good("GET", path, "");
    otherCase.set(2, otherCase.get(2).replaceAll("[a-f]", "A"));
    all.add(new Hostile("capitals in the signature", line, otherCase, ""));
    List<String> cut = good("GET", path, "");
    cut.set(2, cut.get(2).substring(0, cut.get(2).length() - 1));
    all.add(new Hostile("a digit of the signature missing", line, cut, ""));
    List<String> flipped = good("GET", path, "");
    char last = flipped.get(2).charAt(flipped.get(2).length() - 1);
    flipped.set(
        2, flipped.get(2).substring(0, flipped.get(2).length() - 1) + (last == '0' ? '1' : '0'));
    all.add(new Hostile("last digit of the signature flipped", line, flipped, ""));
    List<String> zeros = Signer.headers("svc", String.valueOf(now), "0".repeat(64));
    all.add(new Hostile("signature of zeros", line, zeros, ""));
    List<String> prefixed = good("GET", path, "");
    prefixed.set(2, prefixed.get(2).replace(": ", ": sha256="));
    all.add(new Hostile("prefixed signature", line, prefixed, ""));
    all.add(
        new Hostile(
            "huge signature",
            line,
            Signer.headers("svc", String.valueOf(now), "a".repeat(7000)),
            ""));
    all.add(
        new Hostile("huge principal", line, signer.headers("GET", path, "", "p".repeat(5000)), ""));
    all.add(
        new Hostile(
            "principal beyond ASCII", line, signer.headers("GET", path, "", "zo\u00eb"), ""));
    all.add(
        new Hostile(
            "hundred foreign headers",
            line,
            IntStream.range(0, 100).mapToObj(i -> "X-" + i + ": 1").toList(),
            ""));
    all.add(
        new Hostile(
            "the secret itself as a token",
            line,
            List.of("X-Internal-Token: " + TestService.SECRET),
            ""));
    all.add(
        new Hostile(
            "the secret itself as a bearer",
            line,
            List.of("Authorization: Bearer " + TestService.SECRET),
            ""));
    all.add(new Hostile("said to come from here", line, List.of("X-Forwarded-For: 127.0.0.1"), ""));
    all.add(
        new Hostile(
            "said to be for elsewhere",
            line,
            List.of("X-Original-URL: /health", "X-Rewrite-URL: /health"),
            ""));
    all.add(
        new Hostile(
            "the way around of other frameworks",
            line,
            List.of("X-HTTP-Method-Override: OPTIONS", "X-Forwarded-Prefix: /health"),
            ""));

    // Signed by somebody else, at another time, for another principal.
    all.add(
        new Hostile(
            "signed with another secret",
            line,
            signer.headers("GET", path, "", "svc", String.valueOf(now), "guess"),
            ""));
    long past = now - TestService.MAX_AGE.toSeconds() - 60;
    long future = now + TestService.MAX_AGE.toSeconds() + 3600;
    for (String[] time :
        new String[][] {
          {"long ago", String.valueOf(past)},
          {"in the future", String.valueOf(future)},
          {"in 1970", "0"},
          {"in a far future", "999999999999"},
          {"beyond all numbers", "9999999999999999999999"},
          {"with a minus", "-" + now},
          {"with a plus", "+" + now},
          {"with a fraction", now + ".0"},
          {"in milliseconds", now + "000"},
          {"in hexadecimal", "0x" + Long.toHexString(now)},
          {"in words", "now"}
        }) {
      all.add(
          new Hostile(
              "signed " + time[0],
              line,
              signer.headers("GET", path, "", "svc", time[1], TestService.SECRET),
              ""));
    }
    List<String> renamed = good("GET", path, "");
    renamed.set(0, "X-Internal-Principal: admin");
    all.add(new Hostile("principal altered", line, renamed, ""));
    List<String> redated = good("GET", path, "");
    redated.set(1, "X-Internal-Timestamp: " + (now + 7));
    all.add(new Hostile("timestamp altered", line, redated, ""));

    // Signed for another request.
    for (String[] altered :
        new String[][] {
          {"GET /api/history?page=2", "query added"},
          {"GET /api/history/", "slash added"},
          {"GET /api/audit", "path altered"},
          {"GET /API/history", "letter case of the path altered"},
          {"GET /api/History", "letter case of the rest altered"},
          {"HEAD /api/history", "GET turned into HEAD"},
          {"OPTIONS /api/history", "GET turned into OPTIONS"},
          {"DELETE /api/history", "GET turned into DELETE"},
          {"get /api/history", "letter case of the method altered"},
          {"GET /%61pi/history", "a letter encoded"},
          {"GET /api/%68istory", "another letter encoded"},
          {"GET /api%2Fhistory", "a slash encoded"},
          {"GET /api/%2e/history", "an encoded dot"},
          {"GET //api/history", "slash doubled in front"},
          {"GET /api//history", "slash doubled"},
          {"GET /api/./history", "a dot"},
          {"GET /health/../api/history", "up from an open path"},
          {"GET /q/../api/history", "up from another open path"},
          {"GET /health/..%2fapi/history", "up from an open path, encoded"},
          {"GET /health/%2e%2e/api/history", "up with encoded dots"},
          {"GET /health%2f..%2fapi%2fhistory", "all encoded"},
          {"GET /api;x=1/history", "a path parameter"},
          {"GET /api/history;x=1", "a path parameter at the end"},
          {"GET /;x/api/history", "a path parameter in front"},
          {"GET http://localhost/api/history", "absolute form"},
          {"GET HTTP://localhost/api/history", "absolute form in capitals"},
          {"GET http://x@localhost/api/history", "absolute form with a user"},
          {"GET ?://localhost/api/history", "a query that looks like an address"},
          {"GET health?://localhost/api/history", "a query that looks like an address, named"},
          {"GET ://localhost/api/history", "absolute form without a scheme"},
          {"GET api/history", "no slash in front"},
          {"GET /api/history%00", "a NUL"},
          {"GET /api/history%0a", "a line feed"},
          {"GET /api\\history", "a backslash"},
          {"GET /health\\..\\api\\history", "backslashes"},
          {"GET /api/history#x", "a fragment"},
          {"GET /health#/../api/history", "a fragment behind an open path"},
          {"GET /api/history%20", "a blank"},
          {"GET /api/%zz", "a broken encoding"},
          {"GET /ap\u00cd/history", "a letter beyond ASCII"},
          {"OPTIONS *", "the whole server"},
          {"TRACE /api/history", "an echo"},
          {"PROPFIND /api/history", "a foreign method"}
        }) {
      all.add(
          new Hostile(altered[1], altered[0] + " HTTP/1.1", good("GET", "/api/history", ""), ""));
    }
    all.add(
        new Hostile(
            "query removed",
            "GET /api/history HTTP/1.1",
            good("GET", "/api/history?page=1", ""),
            ""));
    all.add(
        new Hostile(
            "query in another order",
            "GET /api/history?page_size=5&page=1 HTTP/1.1",
            good("GET", "/api/history?page=1&page_size=5", ""),
            ""));
    all.add(
        new Hostile(
            "query encoded otherwise",
            "GET /api/history?q=%7e HTTP/1.1",
            good("GET", "/api/history?q=~", ""),
            ""));
    String post = "POST /api/validations HTTP/1.1";
    List<String> posted = withJson(good("POST", "/api/validations", BODY));
    all.add(new Hostile("body altered", post, posted, BODY.replace('1', '2')));
    all.add(new Hostile("body longer", post, posted, BODY + " "));
    all.add(new Hostile("body shorter", post, posted, BODY.substring(1)));
    all.add(new Hostile("body removed", post, posted, ""));
    all.add(new Hostile("body added", post, withJson(good("POST", "/api/validations", "")), BODY));
    List<String> chunked = new ArrayList<>(posted);
    chunked.add("Transfer-Encoding: chunked");
    all.add(new Hostile("other body in chunks", post, chunked, "2\r\n{}\r\n0\r\n\r\n"));
    all.add(new Hostile("unsigned body", post, List.of(JSON), BODY));
    all.add(new Hostile("old protocol", "GET /api/history HTTP/1.0", List.of(), ""));
    return all;
  }

  @Test
  void thereAreManyHostileRequests() {
    assertThat(hostile()).hasSizeGreaterThan(ENOUGH);
    assertThat(new HashSet<>(hostileNames())).hasSameSizeAs(hostile());
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void noHostileRequestGetsIn(String name) {
    Hostile hostile =
        hostile().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
    Response refused = RawHttp.send(hostile.line(), hostile.headers(), hostile.body());
    // What no service would serve is refused before anybody asks who sends it.
    if (refused.statusCode() != 400 && refused.statusCode() != 405) {
      assertRefused(refused, hostile.line().startsWith("HEAD "));
    }
    assertThat(refused.asString()).doesNotContain("pagination", "lint_status");
  }

  @Test
  void headersOfAbsurdSizeAreRefusedUnread() {
    String answer =
        RawHttp.converse(
            request(
                "GET /api/history",
                List.of("X-Internal-Signature: " + "a".repeat(100_000)),
                "",
                true));
    assertThat(statuses(answer)).containsAnyOf("400", "431").doesNotContain("200");
  }

  private static List<String> withJson(List<String> headers) {
    headers.add(JSON);
    return headers;
  }

  private static void assertRefused(Response refused) {
    assertRefused(refused, false);
  }

  private static void assertRefused(Response refused, boolean withoutBody) {
    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isNotBlank();
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.asString())
        .isEqualTo(
            withoutBody
                ? ""
                : "{\"type\":\"urn:dbsa:error:unauthenticated\","
                    + "\"title\":\"Valid credentials are missing\",\"status\":401,"
                    + "\"detail\":\"The request carries no valid credentials.\","
                    + "\"code\":\"unauthenticated\"}");
  }

  private static String request(
      String methodAndTarget, List<String> headers, String body, boolean last) {
    StringBuilder request = new StringBuilder(methodAndTarget).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    return request.append(last ? "Connection: close\r\n\r\n" : "\r\n").append(body).toString();
  }

  private static List<String> statuses(String answers) {
    return Arrays.stream(answers.split("HTTP/1\\.1 "))
        .skip(1)
        .map(answer -> answer.substring(0, 3))
        .toList();
  }
}
