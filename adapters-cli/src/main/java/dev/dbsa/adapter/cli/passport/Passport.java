package dev.dbsa.adapter.cli.passport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.port.out.RuleRegister;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a passport says, and what is asked of one. */
public final class Passport {
  /** The format, which later versions of the program still read. */
  public static final String FORMAT = "dbsa-passport-1";

  private final ObjectNode payload = Json.object();

  /**
   * @param version of the program
   * @param made when the check was made
   */
  public Passport(String version, Instant made) {
    payload.put("format", FORMAT);
    payload.put("created_at", made.toString());
    payload.put("version", version);
  }

  /** What the rules are, so that a change of them shows. */
  public Passport rules(RuleRegister register) {
    StringBuilder rules = new StringBuilder();
    for (RuleInfo rule : register.all()) {
      rules.append(rule.id()).append(' ').append(rule.weight()).append('\n');
    }
    payload.put("rules_sha256", Sha256.hex(rules.toString()));
    return this;
  }

  /**
   * @param name of its file; {@code null} where there is none
   * @param sha256 of its file
   */
  public Passport policy(@Nullable String name, @Nullable String sha256) {
    if (name == null || sha256 == null) {
      payload.putNull("policy");
    } else {
      payload.putObject("policy").put("file", name).put("sha256", sha256);
    }
    return this;
  }

  /** The server whose grammar and settings counted. */
  public Passport engine(String product, String version) {
    payload.putObject("engine").put("product", product).put("version", version);
    return this;
  }

  /**
   * @param file its bytes; {@code null} where the first script found no snapshot
   * @param readAt when the schema was read
   */
  public Passport snapshot(byte @Nullable [] file, @Nullable Instant readAt, Instant now) {
    if (file == null || readAt == null) {
      payload.putNull("snapshot");
    } else {
      payload
          .putObject("snapshot")
          .put("sha256", Sha256.hex(file))
          .put("read_at", readAt.toString())
          .put("age_seconds", Math.max(0, Duration.between(readAt, now).toSeconds()));
    }
    return this;
  }

  /**
   * @param failOn what made the check fail, as it was asked for
   * @param passed whether nothing did
   */
  public Passport verdict(List<String> failOn, boolean passed, ArrayNode files) {
    payload.put("passed", passed);
    ArrayNode words = payload.putArray("fail_on");
    failOn.forEach(words::add);
    payload.set("files", files);
    return this;
  }

  /** A decision about the one script, as the service told it. */
  public Passport review(
      String generation, String status, @Nullable String reviewer, String reviewedAt) {
    payload
        .putObject("review")
        .put("generation_id", generation)
        .put("review_status", status)
        .put("reviewer", reviewer)
        .put("reviewed_at", reviewedAt);
    return this;
  }

  public JsonNode payload() {
    return payload;
  }

  /**
   * What whoever deploys asks for.
   *
   * @param files the hashes of the scripts that are to run, by the names that messages use
   * @param snapshot the hash of the snapshot's file; {@code null} where it does not matter
   * @param longest how long ago the check may have been made; {@code null} for any time
   * @param reviewed whether a person must have accepted or edited the script
   */
  public record Demands(
      Map<String, String> files,
      @Nullable String snapshot,
      @Nullable Duration longest,
      boolean reviewed) {
    public Demands {
      files = Map.copyOf(files);
    }
  }

  /** Why a passport does not do; empty where it does. */
  public static List<String> shortcomings(JsonNode passport, Demands demands, Instant now) {
    if (!passport.path("format").asText().equals(FORMAT)) {
      return List.of("the passport is of another format than " + FORMAT);
    }
    List<String> missing = new ArrayList<>();
    if (!passport.path("passed").asBoolean(false)) {
      missing.add("the check failed");
    }
    Map<String, String> checked = new HashMap<>();
    for (JsonNode file : passport.path("files")) {
      checked.put(file.path("sha256").asText(), file.path("file").asText());
    }
    demands
        .files()
        .forEach(
            (name, hash) -> {
              if (!checked.containsKey(hash)) {
                missing.add(name + " is not a script that was checked, or was changed since");
              }
            });
    if (demands.snapshot() != null
        && !passport.path("snapshot").path("sha256").asText().equals(demands.snapshot())) {
      missing.add("the scripts were not checked against this snapshot");
    }
    if (demands.longest() != null && isOlder(passport, demands.longest(), now)) {
      missing.add("the check is older than " + demands.longest().toSeconds() + " s");
    }
    if (demands.reviewed() && !passport.path("review").isObject()) {
      missing.add("nobody reviewed the script");
    }
    return missing;
  }

  private static boolean isOlder(JsonNode passport, Duration longest, Instant now) {
    try {
      Instant made = Instant.parse(passport.path("created_at").asText());
      return made.plus(longest).isBefore(now);
    } catch (DateTimeParseException e) {
      return true;
    }
  }
}
