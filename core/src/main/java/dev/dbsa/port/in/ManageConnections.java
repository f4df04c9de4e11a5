package dev.dbsa.port.in;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import java.util.List;

/** Stores connection profiles and tries them out. */
public interface ManageConnections {
  /**
   * Stores a profile without contacting the database.
   *
   * @throws DbsaException {@code CONNECTION_NAME_TAKEN}; {@code INVALID_FIELDS}
   */
  ConnectionProfile store(String name, Endpoint endpoint, Secret secret);

  /** All profiles, by name. */
  List<ConnectionProfile> list();

  /**
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}
   */
  ConnectionProfile get(ConnectionId id);

  /**
   * Deletes a profile with its snapshots.
   *
   * @param cascade whether its generations and reviews go too
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}; {@code CONNECTION_IN_USE} if generations
   *     refer to it and {@code cascade} is false
   */
  void delete(ConnectionId id, boolean cascade);

  /**
   * Contacts the database and keeps the outcome in the profile.
   *
   * @return the outcome, also where the contact failed, with the profile as it is now
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}
   */
  VerifiedProfile verify(ConnectionId id);

  /** A profile beside what its newest contact showed. */
  record VerifiedProfile(ConnectionProfile profile, Verification verification) {}
}
