package dev.dbsa.port.out;

import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.Review;
import java.util.List;
import java.util.Optional;

/** Keeps reviews, which never change. Every method joins the transaction it is called in. */
public interface ReviewStore {
  /**
   * Keeps a review. From then on the history speaks of its final script, if it has one and none is
   * newer.
   *
   * @throws dev.dbsa.domain.error.DbsaException {@code GENERATION_NOT_FOUND} if the generation was
   *     deleted meanwhile
   */
  void add(Review review);

  /** All reviews of a generation, oldest first. */
  List<Review> list(GenerationId generation);

  /** The newest review that has a final script. */
  Optional<Review> findNewestEdit(GenerationId generation);
}
