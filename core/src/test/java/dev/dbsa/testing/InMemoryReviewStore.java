package dev.dbsa.testing;

import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.Review;
import dev.dbsa.port.out.ReviewStore;
import java.util.List;
import java.util.Optional;

/** Keeps reviews in memory. */
public final class InMemoryReviewStore implements ReviewStore {

  private final InMemoryDatabase database;

  public InMemoryReviewStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Review review) {
    database.access(
        rows -> {
          if (!rows.generations().containsKey(review.generationId())) {
            throw review.generationId().notFound();
          }
          return rows.reviews().put(review.id(), review);
        });
  }

  @Override
  public List<Review> list(GenerationId generation) {
    return database.access(rows -> rows.reviewsOf(generation));
  }

  @Override
  public Optional<Review> findNewestEdit(GenerationId generation) {
    return list(generation).reversed().stream().filter(r -> r.finalScript() != null).findFirst();
  }
}
