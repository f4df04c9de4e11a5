package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.port.out.ReviewStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Reviews in the metadata store. */
@ApplicationScoped
class JpaReviewStore implements ReviewStore {

  private final Transactions transactions;
  private final Rows<GenerationEntity> generations;
  private final Rows<ReviewEntity> reviews;
  private final ReviewMapper mapper = new ReviewMapper();

  JpaReviewStore(Transactions transactions, Session session) {
    this.transactions = transactions;
    this.generations = new Rows<>(session, GenerationEntity.class);
    this.reviews = new Rows<>(session, ReviewEntity.class);
  }

  @Override
  public void add(Review review) {
    transactions.write(
        () -> {
          reviews.insert(mapper.toRow(review, enterInGeneration(review)));
          return review;
        });
  }

  /**
   * Brings the generation's row up to date, which also makes concurrent reviews of one generation
   * wait for each other.
   *
   * @return the review's number
   */
  private int enterInGeneration(Review review) {
    String id = review.generationId().toString();
    String time = InstantText.of(review.createdAt());
    // A review that was decided earlier but comes later is not the newest one.
    int known =
        generations.update(
            """
            reviewStatus = case when lastReviewedAt > ?1 then reviewStatus else ?2 end,
            lastReviewedAt = case when lastReviewedAt > ?1 then lastReviewedAt else ?1 end,
            hasFinalScript = case when ?3 = true then true else hasFinalScript end,
            reviewCount = reviewCount + 1
            where id = ?4
            """,
            time,
            review.status(),
            review.finalScript() != null,
            id);
    if (known == 0) {
      throw review.generationId().notFound();
    }
    enterFinalScript(review);
    return generations.findByIdOptional(id).orElseThrow().reviewCount;
  }

  /** The history speaks of the newest final script. */
  private void enterFinalScript(Review review) {
    ScriptAnalysis analysis = review.analysis();
    String id = review.generationId().toString();
    if (analysis != null
        && reviews.count(
                "generationId = ?1 and finalScript is not null and createdAt > ?2",
                id,
                InstantText.of(review.createdAt()))
            == 0) {
      generations.update(
          "lintStatus = ?1, riskCount = ?2 where id = ?3",
          analysis.validation().lintStatus(),
          analysis.risks().size(),
          id);
    }
  }

  @Override
  public List<Review> list(GenerationId generation) {
    return transactions.read(
        () ->
            reviews
                .find("generationId = ?1 order by createdAt, number", generation.toString())
                .stream()
                .map(mapper::toDomain)
                .toList());
  }

  @Override
  public Optional<Review> findNewestEdit(GenerationId generation) {
    return transactions.read(
        () ->
            reviews
                .find(
                    "generationId = ?1 and finalScript is not null"
                        + " order by createdAt desc, number desc",
                    generation.toString())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(mapper::toDomain));
  }
}
