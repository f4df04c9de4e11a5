package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import java.util.List;
import java.util.Optional;

/** Keeps connection profiles. Every method joins the transaction it is called in. */
public interface ConnectionStore {
  /**
   * @throws dev.dbsa.domain.error.DbsaException {@code CONNECTION_NAME_TAKEN} if another profile
   *     has the name; exactly one of several concurrent callers with the same name succeeds
   */
  void add(ConnectionProfile profile);

  Optional<ConnectionProfile> find(ConnectionId id);

  /** All profiles, by name. */
  List<ConnectionProfile> list();

  /**
   * Stores status, times and error message of a known profile.
   *
   * @return whether the profile still exists
   */
  boolean update(ConnectionProfile profile);

  /**
   * Replaces the stored secret of a profile, and nothing else, if it is still the one expected; of
   * several concurrent callers that expect the same, exactly one succeeds.
   *
   * @return whether this call replaced it; {@code false} also where the profile was deleted
   */
  boolean replaceSecret(ConnectionId id, EncryptedSecret expected, EncryptedSecret replacement);

  /**
   * Deletes the profile with its snapshots, generations and reviews.
   *
   * @return whether it existed
   */
  boolean delete(ConnectionId id);
}
