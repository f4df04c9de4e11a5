package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.SnapshotSummary;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A snapshot without its content. */
@Schema(name = "Snapshot")
record SnapshotView(
    UUID snapshotId,
    UUID connectionId,
    @Schema(description = "Counts the connection's snapshots from 1.", examples = "1")
        int snapshotVersion,
    @Schema(
            description = "Equal for equal schemas.",
            examples = "9f2c1f6d0f2f4e8b3f0a6f7f7f2bb0b1c5f1fd64a6f8d5ad4f2c6e1c2a9d0e11")
        String schemaHash,
    @Schema(examples = "PostgreSQL") String serverProduct,
    @Schema(examples = "18.6") String serverVersion,
    @Schema(examples = "12") int tablesCount,
    @Schema(examples = "2") int viewsCount,
    @Schema(examples = "19") int indexesCount,
    @Schema(description = "Keys, foreign keys, checks and exclusion constraints.", examples = "31")
        int constraintsCount,
    @Schema(
            description =
                "Whether the reading differed from the one before. An equal one is not stored: only"
                    + " a refresh ever answers false.")
        boolean changed,
    Instant createdAt,
    @Schema(
            description =
                "When the estimates of rows and sizes were read, which a refresh does also where the"
                    + " schema is unchanged.")
        Instant statisticsRefreshedAt) {

  static SnapshotView of(SnapshotSummary snapshot, boolean changed) {
    return new SnapshotView(
        snapshot.id().value(),
        snapshot.connectionId().value(),
        snapshot.version(),
        snapshot.schemaHash(),
        snapshot.serverProduct(),
        snapshot.serverVersion(),
        snapshot.tablesCount(),
        snapshot.viewsCount(),
        snapshot.indexesCount(),
        snapshot.constraintsCount(),
        changed,
        snapshot.createdAt(),
        snapshot.statisticsRefreshedAt());
  }

  /** A stored snapshot, which differs from the one before it. */
  static SnapshotView of(SnapshotSummary snapshot) {
    return of(snapshot, true);
  }
}
