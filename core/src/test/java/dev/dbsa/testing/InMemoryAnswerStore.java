package dev.dbsa.testing;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.out.AnswerStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps first answers in memory. */
public final class InMemoryAnswerStore implements AnswerStore {

  private final InMemoryDatabase database;

  public InMemoryAnswerStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public boolean take(String key, EncryptedSecret request, Instant now) {
    return database.access(
        rows -> rows.answers().putIfAbsent(key, new Taken(request, now, null)) == null);
  }

  @Override
  public Optional<Taken> find(String key) {
    return database.access(rows -> Optional.ofNullable(rows.answers().get(key)));
  }

  @Override
  public void complete(String key, KeptAnswer answer) {
    database.access(
        rows ->
            rows.answers()
                .computeIfPresent(
                    key, (_, taken) -> new Taken(taken.request(), taken.takenAt(), answer)));
  }

  @Override
  public void release(String key) {
    database.access(rows -> rows.answers().remove(key));
  }

  @Override
  public int deleteBefore(Instant time, int limit) {
    return database.access(
        rows -> {
          List<String> old =
              rows.answers().entrySet().stream()
                  .filter(e -> e.getValue().takenAt().isBefore(time))
                  .limit(limit)
                  .map(Map.Entry::getKey)
                  .toList();
          old.forEach(rows.answers()::remove);
          return old.size();
        });
  }
}
