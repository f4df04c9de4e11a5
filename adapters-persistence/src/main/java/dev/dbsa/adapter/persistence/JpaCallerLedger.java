package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.port.out.CallerLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.Session;

/** What callers have used up, in the metadata store. */
@ApplicationScoped
class JpaCallerLedger implements CallerLedger {

  private static final double NANOS_PER_MINUTE = 60e9;

  private final Transactions transactions;
  private final Session session;
  private final InstantSource clock;
  private final boolean shared;
  private final String useSignature;
  private final String openBucket;
  private final Rows<SignatureEntity> signatures;
  private final Rows<BucketEntity> buckets;

  JpaCallerLedger(
      Transactions transactions, StoreDialect dialect, Session session, StoreClock clock) {
    this.transactions = transactions;
    this.session = session;
    this.clock = clock;
    this.shared = !dialect.hasOneWriter();
    this.useSignature = dialect.insertIfAbsent("used_signature", "digest", "expires_at");
    this.openBucket = dialect.insertIfAbsent("request_bucket", "caller", "tokens", "filled_at");
    this.signatures = new Rows<>(session, SignatureEntity.class);
    this.buckets = new Rows<>(session, BucketEntity.class);
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public boolean isFirstUse(String signature, Instant expiry) {
    return transactions.write(
        () -> NativeStatement.execute(session, useSignature, signature, expiry) == 1);
  }

  @Override
  public Grant take(String caller, int wanted, Bucket bucket) {
    String key = digest(caller);
    return transactions.write(
        () -> {
          Instant now = clock.instant();
          if (!isHeld(key)) {
            NativeStatement.execute(session, openBucket, key, (double) bucket.burst(), now);
            isHeld(key);
          }
          BucketEntity row = buckets.findByIdOptional(key).orElseThrow();
          return take(row, now, wanted, bucket);
        });
  }

  /**
   * Changes nothing, but has the others wait. To try to insert first would have two who wait for
   * the same row deadlock.
   */
  private boolean isHeld(String key) {
    return buckets.update("tokens = tokens where caller = ?1", key) == 1;
  }

  private Grant take(BucketEntity row, Instant now, int wanted, Bucket bucket) {
    double perNano = bucket.perMinute() / NANOS_PER_MINUTE;
    Duration since = Duration.between(InstantText.parse(row.filledAt), now);
    double tokens = Math.min(bucket.burst(), row.tokens + Math.max(0, since.toNanos()) * perNano);
    int taken = (int) Math.min(wanted, Math.floor(tokens));
    if (taken <= 0) {
      return new Grant(0, Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
    }
    buckets.update(
        "tokens = ?1, filledAt = ?2 where caller = ?3",
        tokens - taken,
        InstantText.of(now),
        row.caller);
    return new Grant(taken, Duration.ZERO);
  }

  @Override
  public void forget(Duration idleFor, int limit) {
    Instant now = clock.instant();
    String idle = InstantText.of(now.minus(idleFor));
    transactions.write(
        () -> {
          List<SignatureEntity> old =
              signatures
                  .find("expiresAt < ?1 order by expiresAt", InstantText.of(now))
                  .setMaxResults(limit)
                  .list();
          old.forEach(row -> signatures.delete("digest = ?1", row.digest));
          return old;
        });
    transactions.write(
        () -> {
          List<BucketEntity> old =
              buckets.find("filledAt < ?1 order by filledAt", idle).setMaxResults(limit).list();
          old.forEach(row -> buckets.delete("caller = ?1 and filledAt < ?2", row.caller, idle));
          return old;
        });
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
