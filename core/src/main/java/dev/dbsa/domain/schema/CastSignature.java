package dev.dbsa.domain.schema;

import java.util.Comparator;

/** A cast that is not the server's own. */
public record CastSignature(String source, String target, Context context)
    implements Comparable<CastSignature> {
  private static final Comparator<CastSignature> ORDER =
      Comparator.comparing(CastSignature::source).thenComparing(CastSignature::target);

  /** Where the server applies it. */
  public enum Context {
    /** In CAST only. */
    EXPLICIT,
    /** In assignments too. */
    ASSIGNMENT,
    /** Everywhere. */
    IMPLICIT
  }

  @Override
  public int compareTo(CastSignature other) {
    return ORDER.compare(this, other);
  }
}
