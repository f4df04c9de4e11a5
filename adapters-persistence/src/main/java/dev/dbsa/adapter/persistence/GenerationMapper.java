package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Turn;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.port.out.GenerationStore.TakenRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Generations to rows and back. */
final class GenerationMapper {

  private final GenerationCodec codec = new GenerationCodec();

  /**
   * @param draft {@code null} where the generation has none
   */
  Generation toDomain(GenerationEntity row, @Nullable DraftEntity draft) {
    return Generation.restored(
        new GenerationId(UUID.fromString(row.id)),
        new ConnectionId(UUID.fromString(row.connectionId)),
        new SnapshotId(UUID.fromString(row.snapshotId)),
        row.dialect,
        request(row),
        row.followsId == null ? null : new GenerationId(UUID.fromString(row.followsId)),
        row.scriptMode,
        row.status,
        codec.readAttempts(row.attempts),
        draft == null ? null : codec.readDraft(draft.content),
        turn(row),
        InstantText.parse(row.createdAt),
        row.version);
  }

  TakenRequest toTakenRequest(GenerationEntity row) {
    return new TakenRequest(new GenerationId(UUID.fromString(row.id)), request(row));
  }

  private Request request(GenerationEntity row) {
    return new Request(
        new RequestText(row.requestText),
        row.clarifications == null ? List.of() : codec.readClarifications(row.clarifications));
  }

  private static @Nullable Turn turn(GenerationEntity row) {
    if (row.queuedAt != null) {
      return new Waiting(InstantText.parse(row.queuedAt), row.queuedBy);
    }
    return row.leaseOwner == null || row.leaseUntil == null
        ? null
        : new Lease(row.leaseOwner, InstantText.parse(row.leaseUntil), row.startedBy, row.sent);
  }

  /** The row of a generation without reviews. */
  GenerationEntity toRow(Generation generation) {
    GenerationEntity row = new GenerationEntity();
    row.id = generation.id().toString();
    row.connectionId = generation.connectionId().toString();
    row.snapshotId = generation.snapshotId().toString();
    row.dialect = generation.dialect();
    row.scriptMode = generation.scriptMode();
    row.status = generation.status();
    row.version = generation.version();
    row.attemptCount = generation.attempts().size();
    row.leaseOwner = generation.lease().map(Lease::owner).orElse(null);
    row.leaseUntil = generation.lease().map(Lease::until).map(InstantText::of).orElse(null);
    row.startedBy = generation.lease().map(Lease::startedBy).orElse(null);
    row.sent = generation.lease().filter(Lease::sent).isPresent();
    row.queuedAt = generation.waiting().map(Waiting::since).map(InstantText::of).orElse(null);
    row.queuedBy = generation.waiting().map(Waiting::startedBy).orElse(null);
    row.lintStatus =
        generation.draft().map(Draft::validation).map(Validation::lintStatus).orElse(null);
    row.riskCount = generation.draft().map(d -> d.risks().size()).orElse(0);
    row.createdAt = InstantText.of(generation.createdAt());
    row.attempts = codec.write(generation.attempts());
    row.requestText = generation.requestText().value();
    row.requestFolded = CaseFolding.fold(generation.request().whole());
    List<Clarification> clarifications = generation.request().clarifications();
    row.clarifications =
        clarifications.isEmpty() ? null : codec.writeClarifications(clarifications);
    row.followsId = generation.follows().map(GenerationId::toString).orElse(null);
    return row;
  }

  DraftEntity toRow(GenerationId generation, Draft draft) {
    DraftEntity row = new DraftEntity();
    row.generationId = generation.toString();
    row.content = codec.write(draft);
    return row;
  }
}
