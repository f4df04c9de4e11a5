package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestClock;
import dev.dbsa.testing.TestData;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of all stores share: empty stores, and short ways to fill them. */
public abstract class StoreContract {

  /** Texts that get lost or changed where quoting or encoding is careless. */
  protected static final String HOSTILE =
      "O'Brien \"quoted\" `back` \\ % _ ; -- DROP TABLE x /* äöüß ẞ 表 Ωµ 👩‍👩‍👧 𝒳 e\u0301 \u202E";

  /** With random identities: an identity is never used again, also not by the next test. */
  protected final TestData data = new TestData(new TestClock(), UUID::randomUUID);

  /** The stores under test, all over the same data, which may hold rows of earlier tests. */
  protected abstract Stores stores();

  @BeforeEach
  void deleteEverything() {
    stores()
        .work()
        .inTransaction(
            () ->
                stores().connections().list().forEach(c -> stores().connections().delete(c.id())));
  }

  protected ConnectionProfile storedConnection(String name) {
    return storedConnection(name, Dialect.POSTGRESQL);
  }

  protected ConnectionProfile storedConnection(String name, Dialect dialect) {
    ConnectionProfile profile = data.profile(name, dialect);
    stores().work().inTransaction(() -> stores().connections().add(profile));
    return profile;
  }

  protected SchemaSnapshot storedSnapshot(ConnectionProfile connection, int version) {
    return stored(data.snapshot(connection, version));
  }

  protected SchemaSnapshot stored(SchemaSnapshot snapshot) {
    stores().work().inTransaction(() -> stores().snapshots().add(snapshot));
    return snapshot;
  }

  protected Generation stored(Generation generation) {
    stores().work().inTransaction(() -> stores().generations().add(generation));
    return generation;
  }

  protected Review stored(Review review) {
    stores().work().inTransaction(() -> stores().reviews().add(review));
    return review;
  }
}
