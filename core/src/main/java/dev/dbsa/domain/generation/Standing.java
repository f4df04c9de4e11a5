package dev.dbsa.domain.generation;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a generation stands, without what was asked and drafted.
 *
 * @param attempts oldest first
 * @param waiting its place in the queue for a worker; {@code null} unless it waits for one
 */
public record Standing(
    GenerationId id,
    ConnectionId connectionId,
    SnapshotId snapshotId,
    GenerationStatus status,
    List<Attempt> attempts,
    @Nullable Waiting waiting,
    Instant createdAt) {
  public Standing {
    attempts = List.copyOf(attempts);
  }

  /** The newest attempt. */
  public Optional<Attempt> latestAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** Why the generation stands failed; empty in every other state. */
  public Optional<Failure> failure() {
    return status == GenerationStatus.FAILED
        ? latestAttempt().map(Attempt::failure)
        : Optional.empty();
  }

  /** Whether it may be retried now. */
  public boolean canRetry() {
    return status == GenerationStatus.FAILED;
  }

  /** Whether it may be canceled now. */
  public boolean canCancel() {
    return !status.isTerminal();
  }
}
