package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.domain.generation.GenerationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Follows a generation until it has ended. */
final class GenerationWatch {
  private final ApiClient client;
  private final InstantSource clock;
  private final CliEnvironment.Pause pause;
  private final Duration interval;
  private final Duration limit;

  GenerationWatch(ApiClient client, CliEnvironment environment, Duration interval, Duration limit) {
    this.client = client;
    this.clock = environment.clock();
    this.pause = environment.pause();
    this.interval = Collections.max(List.of(interval, client.minimumPause()));
    this.limit = limit;
  }

  /**
   * Asks for the status again and again.
   *
   * @param progress is told how it stands, for a person
   * @return the last answer: of a generation that has ended, or that still runs when the limit is
   *     reached, or a refusal
   */
  ApiResponse untilEnded(String generationId, Consumer<String> progress) {
    Instant start = clock.instant();
    while (true) {
      ApiResponse answer = client.send(Preset.status(generationId));
      Duration waited = Duration.between(start, clock.instant());
      boolean askAgain = answer.isTooSoon() || answer.isSuccess() && !hasEnded(answer);
      if (!askAgain || waited.compareTo(limit) >= 0) {
        return answer;
      }
      progress.accept(answer.text("status") + ", " + waited.toSeconds() + " s");
      pause.pass(answer.pause(interval));
    }
  }

  static boolean hasEnded(ApiResponse status) {
    return hasEnded(status.json());
  }

  static boolean hasEnded(JsonNode status) {
    return GenerationStatus.find(status.path("status").asText())
        .map(GenerationStatus::isTerminal)
        .orElse(false);
  }

  static boolean isCompleted(ApiResponse status) {
    return status.isSuccess() && isCompleted(status.json());
  }

  static boolean isCompleted(JsonNode status) {
    return status.path("status").asText().equals(GenerationStatus.COMPLETED.label());
  }
}
