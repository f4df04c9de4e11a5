package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.out.AnswerStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;

/** First answers in the metadata store. */
@ApplicationScoped
class JpaAnswerStore implements AnswerStore {

  private final Transactions transactions;
  private final Session session;
  private final Rows<AnswerEntity> answers;
  private final String take;

  JpaAnswerStore(Transactions transactions, StoreDialect dialect, Session session) {
    this.transactions = transactions;
    this.session = session;
    this.take = dialect.insertIfAbsent("first_answer", "key_digest", "request_token", "taken_at");
    this.answers = new Rows<>(session, AnswerEntity.class);
  }

  @Override
  public boolean take(String key, EncryptedSecret request, Instant now) {
    return transactions.write(
        () -> NativeStatement.execute(session, take, key, request.token(), now) == 1);
  }

  @Override
  public Optional<Taken> find(String key) {
    return transactions.read(() -> answers.findByIdOptional(key).map(JpaAnswerStore::taken));
  }

  private static Taken taken(AnswerEntity row) {
    Integer status = row.httpStatus;
    String body = row.body;
    return new Taken(
        new EncryptedSecret(row.requestToken),
        InstantText.parse(row.takenAt),
        status == null || body == null ? null : new KeptAnswer(status, row.location, body));
  }

  @Override
  public void complete(String key, KeptAnswer answer) {
    transactions.write(
        () ->
            answers.update(
                "httpStatus = ?1, location = ?2, body = ?3 where keyDigest = ?4",
                answer.status(),
                answer.location(),
                answer.body(),
                key));
  }

  @Override
  public void release(String key) {
    transactions.write(() -> answers.delete("keyDigest = ?1", key));
  }

  @Override
  public int deleteBefore(Instant time, int limit) {
    return transactions.write(
        () -> {
          int deleted = 0;
          for (AnswerEntity row :
              answers
                  .find("takenAt < ?1 order by takenAt", InstantText.of(time))
                  .setMaxResults(limit)
                  .list()) {
            deleted += answers.delete("keyDigest = ?1", row.keyDigest);
          }
          return deleted;
        });
  }
}
