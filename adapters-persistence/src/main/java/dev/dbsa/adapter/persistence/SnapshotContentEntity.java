package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/**
 * A row of {@code snapshot_content}: the schema of a snapshot, as {@link SnapshotCodec} packs it.
 */
@Entity
@Table(name = "snapshot_content")
@NullUnmarked // Hibernate fills the fields after construction.
class SnapshotContentEntity {

  @Id
  @Column(name = "snapshot_id")
  public String snapshotId;

  public byte[] content;
}
