package dev.dbsa.domain.schema;

/**
 * What the server estimates about a relation's content. Not part of the schema's identity.
 *
 * @param rowEstimate rows, or {@link #UNKNOWN}
 * @param totalBytes table and indexes together, or {@link #UNKNOWN}
 */
public record RelationStatistics(long rowEstimate, long totalBytes) {
  public static final long UNKNOWN = -1;

  /** Nothing is known. */
  public static final RelationStatistics NONE = new RelationStatistics(UNKNOWN, UNKNOWN);
}
