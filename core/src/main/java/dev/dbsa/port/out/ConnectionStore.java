package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
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
   * Stores status, times, error message and secret of a known profile.
   *
   * @return whether the profile still exists
   */
  boolean update(ConnectionProfile profile);

  /**
   * Deletes the profile with its snapshots, generations and reviews.
   *
   * @return whether it existed
   */
  boolean delete(ConnectionId id);
}
