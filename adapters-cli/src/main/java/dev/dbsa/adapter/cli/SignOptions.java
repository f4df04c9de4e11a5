package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.passport.Envelope;
import dev.dbsa.adapter.cli.passport.Passport;
import dev.dbsa.adapter.cli.passport.SigningKeys;
import dev.dbsa.adapter.cli.passport.UnusablePassport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that have a check leave a signed passport. */
final class SignOptions {
  @Option(
      names = "--sign",
      paramLabel = "KEY_FILE",
      description =
          "Write a passport, signed with this private Ed25519 key (PEM), for dbsa verify.")
  private @Nullable String keyFile;

  @Option(
      names = "--passport",
      paramLabel = "FILE",
      description = "Where the passport is written. Default: dbsa-passport.json.")
  private @Nullable String file;

  @Option(
      names = "--review",
      paramLabel = "ID",
      description =
          "The generation whose reviewed script this is: the service is asked who decided, and the"
              + " passport says so.")
  private @Nullable String review;

  /**
   * The key, read before anything is checked; {@code null} where nothing is to be signed.
   *
   * @throws UsageException if it is none, or flags are missing
   */
  @Nullable PrivateKey key(TextFiles files) {
    if (keyFile == null) {
      if (file != null || review != null) {
        throw new UsageException("--passport and --review need --sign");
      }
      return null;
    }
    if (review != null) {
      ServiceNames.id("--review", review);
    }
    try {
      return SigningKeys.privateKey(files.bytes("--sign", keyFile));
    } catch (UnusablePassport e) {
      throw new UsageException("--sign: the file " + keyFile + " " + e.getMessage());
    }
  }

  @Nullable String review() {
    return review;
  }

  /**
   * Adds what people decided about a script.
   *
   * @param script its text
   * @throws ServiceRefused if nobody took the script, or it is another one
   */
  static void addReview(Passport passport, ServiceView view, String id, String script) {
    JsonNode record = view.send(ApiRequest.get("/api/history/" + id)).json();
    JsonNode reviews = record.path("review_feedback");
    JsonNode newest = reviews.path(reviews.size() - 1);
    String status = newest.path("review_status").asText();
    if (!status.equals("accepted") && !status.equals("edited")) {
      throw new ServiceRefused(
          "the script of " + id + (status.isEmpty() ? " is not reviewed" : " is " + status));
    }
    String counts = record.path("effective_script_text").asText();
    if (!withoutEnd(counts).equals(withoutEnd(script))) {
      throw new ServiceRefused("the file is not the script that was reviewed as " + id);
    }
    passport.review(
        id, status, newest.path("reviewer").asText(null), newest.path("created_at").asText());
  }

  /** An editor's line break at the end makes no other script. */
  private static String withoutEnd(String script) {
    return script.replaceFirst("[\\r\\n]+\\z", "");
  }

  /**
   * Writes the passport, the whole file or nothing.
   *
   * @throws UsageException if it cannot be written
   */
  void write(CliEnvironment environment, Passport passport, PrivateKey key) {
    String name = file == null ? "dbsa-passport.json" : file;
    try {
      WholeFile.write(
          environment.directory().resolve(name), Envelope.sign(passport.payload(), key));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("the passport " + name + " cannot be written");
    }
  }
}
