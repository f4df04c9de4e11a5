package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * One immutable reading of a database's schema, with its lookup tables. Shared freely between
 * threads.
 */
public final class SchemaSnapshot {
  private final SnapshotSummary summary;
  private final DatabaseSchema schema;
  private volatile @Nullable SchemaCatalog catalog;

  public SchemaSnapshot(SnapshotSummary summary, DatabaseSchema schema) {
    this.summary = summary;
    this.schema = schema;
  }

  public SnapshotSummary summary() {
    return summary;
  }

  public DatabaseSchema schema() {
    return schema;
  }

  /** Lookup by name; built at the first call and kept. */
  public SchemaCatalog catalog() {
    SchemaCatalog known = catalog;
    if (known == null) {
      // Two threads may build it at once: both results are equal, and one of them wins.
      known = SchemaCatalog.of(schema);
      catalog = known;
    }
    return known;
  }
}
