package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code schema_snapshot}: the summary of a snapshot. */
@Entity
@Table(name = "schema_snapshot")
@NullUnmarked // Hibernate fills the fields after construction.
class SnapshotEntity {

  @Id public String id;

  @Column(name = "connection_id")
  public String connectionId;

  public int version;

  @Column(name = "schema_hash")
  public String schemaHash;

  @Column(name = "server_product")
  public String serverProduct;

  @Column(name = "server_version")
  public String serverVersion;

  @Column(name = "tables_count")
  public int tablesCount;

  @Column(name = "views_count")
  public int viewsCount;

  @Column(name = "indexes_count")
  public int indexesCount;

  @Column(name = "constraints_count")
  public int constraintsCount;

  @Type(InstantColumn.class)
  @Column(name = "created_at")
  public String createdAt;

  /** NULL where the estimates are still those of the snapshot's own reading. */
  @Type(InstantColumn.class)
  @Column(name = "statistics_refreshed_at")
  public String statisticsRefreshedAt;
}
