package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import java.util.UUID;

/** Summaries of snapshots to rows and back. */
final class SnapshotMapper {

  private SnapshotMapper() {}

  static SnapshotSummary toDomain(SnapshotEntity row) {
    return new SnapshotSummary(
        new SnapshotId(UUID.fromString(row.id)),
        new ConnectionId(UUID.fromString(row.connectionId)),
        row.version,
        row.schemaHash,
        row.serverProduct,
        row.serverVersion,
        row.tablesCount,
        row.viewsCount,
        row.indexesCount,
        row.constraintsCount,
        InstantText.parse(row.createdAt),
        InstantText.parse(
            row.statisticsRefreshedAt == null ? row.createdAt : row.statisticsRefreshedAt));
  }

  static SnapshotEntity toRow(SnapshotSummary summary) {
    SnapshotEntity row = new SnapshotEntity();
    row.id = summary.id().toString();
    row.connectionId = summary.connectionId().toString();
    row.version = summary.version();
    row.schemaHash = summary.schemaHash();
    row.serverProduct = summary.serverProduct();
    row.serverVersion = summary.serverVersion();
    row.tablesCount = summary.tablesCount();
    row.viewsCount = summary.viewsCount();
    row.indexesCount = summary.indexesCount();
    row.constraintsCount = summary.constraintsCount();
    row.createdAt = InstantText.of(summary.createdAt());
    row.statisticsRefreshedAt =
        summary.statisticsRefreshedAt().equals(summary.createdAt())
            ? null
            : InstantText.of(summary.statisticsRefreshedAt());
    return row;
  }
}
