package dev.dbsa.bench.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file for {@code dbsa import} with a made history: generations of ten connections, ten seconds
 * apart, half of the completed ones reviewed.
 */
final class LongHistory {
  static final int CONNECTIONS = 10;
  private static final Instant NEWEST = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration APART = Duration.ofSeconds(10);
  private static final String[] VERBS = {"show", "list", "count", "how many", "sum up", "find"};
  private static final String[] THINGS = {
    "orders", "customers", "invoices", "payments", "products", "shipments", "returns", "reviews"
  };
  private static final String[] CONDITIONS = {
    "of last month",
    "from Germany",
    "without a shipment",
    "with a total above 100",
    "that were canceled",
    "placed in March",
    "of new customers",
    "still unpaid",
    "per country",
    "with their addresses",
    "that nobody has reviewed",
    "by the month of creation"
  };
  private static final String[] PEOPLE = {
    "García", "Müller", "Okafor", "Nguyen", "Иванова", "田中", "Smith", "O'Brien", "Łukasz", "Ann"
  };
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Random random = new Random(42);
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final MessageDigest digest = sha256();
  private final OutputStream out;

  private LongHistory(OutputStream out) {
    this.out = out;
  }

  static String connection(int number) {
    return new UUID(0xc0, number).toString();
  }

  static String snapshot(int number) {
    return new UUID(0x50, number).toString();
  }

  /** When the generation in the middle was requested. */
  static Instant middle(int rows) {
    return NEWEST.minus(APART.multipliedBy(rows / 2));
  }

  static void write(Path file, String schemaVersion, int rows) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      new LongHistory(out).write(schemaVersion, rows);
    }
  }

  private void write(String schemaVersion, int rows) throws IOException {
    ObjectNode head = node();
    head.put("format", "dbsa-store").put("version", 1).put("schema", schemaVersion);
    line(head);
    for (int i = 0; i < CONNECTIONS; i++) {
      line(profile(i));
    }
    for (int i = 0; i < CONNECTIONS; i++) {
      line(snapshotOf(i));
    }
    for (int i = 0; i < rows; i++) {
      line(generation(i, NEWEST.minus(APART.multipliedBy(rows - i))));
    }
    ObjectNode end = node();
    end.putObject("rows")
        .put("connection_profile", CONNECTIONS)
        .put("schema_snapshot", CONNECTIONS)
        .put("generation", rows);
    end.put("sha256", HexFormat.of().formatHex(digest.digest()));
    out.write((end + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void line(ObjectNode row) throws IOException {
    byte[] bytes = (mapper.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    out.write(bytes);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode profile(int number) {
    return node()
        .put("table", "connection_profile")
        .put("id", connection(number))
        .put("name", "shop " + number)
        .put("dialect", dialect(number))
        .put("host", "db.example")
        .put("port", 5432)
        .put("database_name", "shop")
        .put("username", "reader")
        .put("auth_mode", "PASSWORD")
        .put("ssl_mode", "REQUIRE")
        .put("secret_token", "none")
        .put("status", "PENDING")
        .putNull("last_verified_at")
        .putNull("last_error_message")
        .put("created_at", TIME.format(NEWEST))
        .put("updated_at", TIME.format(NEWEST));
  }

  private static String dialect(int connection) {
    return connection < 7 ? "POSTGRESQL" : "MYSQL";
  }

  private ObjectNode snapshotOf(int number) {
    return node()
        .put("table", "schema_snapshot")
        .put("id", snapshot(number))
        .put("connection_id", connection(number))
        .put("version", 1)
        .put("schema_hash", "none")
        .put("server_product", "made")
        .put("server_version", "1")
        .put("tables_count", 0)
        .put("views_count", 0)
        .put("indexes_count", 0)
        .put("constraints_count", 0)
        .put("created_at", TIME.format(NEWEST))
        .putNull("statistics_refreshed_at");
  }

  private ObjectNode generation(int number, Instant created) {
    int connection = random.nextInt(CONNECTIONS);
    String status =
        among(
            "COMPLETED",
            920,
            "FAILED",
            40,
            "CANCELED",
            20,
            "CLARIFICATION_NEEDED",
            19,
            "QUEUED",
            1);
    boolean completed = status.equals("COMPLETED");
    boolean reviewed = completed && random.nextBoolean();
    String review = reviewed ? among("ACCEPTED", 600, "EDITED", 250, "REJECTED", 150) : null;
    String finished = TIME.format(created.plusSeconds(5));
    String outcome = status.equals("QUEUED") ? null : status;
    String text =
        "%s the %s %s for %s, number %d"
            .formatted(any(VERBS), any(THINGS), any(CONDITIONS), any(PEOPLE), number);
    return node()
        .put("table", "generation")
        .put("id", new UUID(random.nextLong(), random.nextLong()).toString())
        .put("connection_id", connection(connection))
        .put("snapshot_id", snapshot(connection))
        .put("dialect", dialect(connection))
        .put(
            "script_mode",
            among("QUERY", 700, "DML", 120, "DDL", 80, "MIGRATION", 70, "MAINTENANCE", 30))
        .put("status", status)
        .put("version", 3)
        .put("attempt_count", outcome == null ? 0 : 1)
        .putNull("lease_owner")
        .putNull("lease_until")
        .putNull("started_by")
        .put("sent", false)
        .putNull("queued_at")
        .putNull("queued_by")
        .put("lint_status", completed ? among("PASS", 700, "WARN", 200, "FAIL", 100) : null)
        .put("risk_count", completed ? (int) Math.abs(random.nextGaussian() * 2) : 0)
        .put("review_count", reviewed ? 1 : 0)
        .put("review_status", review)
        .put("has_final_script", "EDITED".equals(review))
        .put(
            "last_reviewed_at",
            reviewed ? TIME.format(created.plusSeconds(random.nextInt(86_400))) : null)
        .put("created_at", TIME.format(created))
        .put("attempts", attempts(outcome, TIME.format(created), finished))
        .put("request_text", text)
        .put("request_folded", folded(text))
        .putNull("clarifications");
  }

  private static String attempts(@Nullable String outcome, String started, String finished) {
    if (outcome == null) {
      return "[]";
    }
    return "[{\"number\":1,\"startedAt\":\"%s\",\"finishedAt\":\"%s\",\"outcome\":\"%s\"%s}]"
        .formatted(
            started,
            finished,
            outcome,
            outcome.equals("FAILED")
                ? ",\"failure\":{\"code\":\"timeout\",\"message\":\"no draft within 300 seconds\"}"
                : "");
  }

  /** As the store folds texts. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder();
    text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }

  /** One of the names, each followed by how many of a thousand have it. */
  private String among(Object... namesAndShares) {
    int left = random.nextInt(1_000);
    for (int i = 0; i < namesAndShares.length; i += 2) {
      left -= (Integer) namesAndShares[i + 1];
      if (left < 0) {
        return (String) namesAndShares[i];
      }
    }
    throw new IllegalArgumentException("the shares are no thousand");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
