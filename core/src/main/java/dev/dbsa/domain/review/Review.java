package dev.dbsa.domain.review;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.script.ScriptAnalysis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision about a draft. A draft may be reviewed many times; the newest review counts.
 *
 * @param reviewer who decided; {@code null} where the caller did not say
 * @param note {@code null} where there is none
 * @param finalScript the script in its final form; {@code null} unless the reviewer handed one in
 * @param analysis what the checks say about the final script; {@code null} where there is none, and
 *     for scripts that were handed in before final scripts were checked
 * @param diff unified diff from the generated script to the final one; {@code null} where there is
 *     no final script, empty where both are the same
 */
public record Review(
    ReviewId id,
    GenerationId generationId,
    ReviewStatus status,
    @Nullable Reviewer reviewer,
    @Nullable String note,
    @Nullable String finalScript,
    @Nullable ScriptAnalysis analysis,
    @Nullable String diff,
    Instant createdAt) {
  /** In Unicode code points. */
  public static final int MAX_NOTE_LENGTH = 4000;

  /** In Unicode code points. */
  public static final int MAX_REVIEWER_LENGTH = 200;
}
