package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.ConnectionStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps connection profiles in memory. */
public final class InMemoryConnectionStore implements ConnectionStore {

  private final InMemoryDatabase database;

  public InMemoryConnectionStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(ConnectionProfile profile) {
    database.access(
        rows -> {
          if (rows.connections().values().stream().anyMatch(p -> p.name().equals(profile.name()))) {
            throw new DbsaException(
                ErrorCode.CONNECTION_NAME_TAKEN,
                "a connection named " + profile.name() + " exists already");
          }
          return rows.connections().put(profile.id(), profile);
        });
  }

  @Override
  public Optional<ConnectionProfile> find(ConnectionId id) {
    return database.access(rows -> Optional.ofNullable(rows.connections().get(id)));
  }

  @Override
  public List<ConnectionProfile> list() {
    return database.access(
        rows ->
            rows.connections().values().stream()
                .sorted(Comparator.comparing(ConnectionProfile::name))
                .toList());
  }

  @Override
  public boolean update(ConnectionProfile profile) {
    return database.access(
        rows ->
            rows.connections()
                    .computeIfPresent(profile.id(), (_, stored) -> changed(stored, profile))
                != null);
  }

  private static ConnectionProfile changed(ConnectionProfile stored, ConnectionProfile profile) {
    return new ConnectionProfile(
        stored.id(),
        stored.name(),
        stored.endpoint(),
        stored.secret(),
        profile.status(),
        profile.lastVerifiedAt(),
        profile.lastErrorMessage(),
        stored.createdAt(),
        profile.updatedAt());
  }

  @Override
  public boolean replaceSecret(
      ConnectionId id, EncryptedSecret expected, EncryptedSecret replacement) {
    return database.access(
        rows -> {
          ConnectionProfile stored = rows.connections().get(id);
          if (stored == null || !stored.secret().equals(expected)) {
            return false;
          }
          rows.connections()
              .put(
                  id,
                  new ConnectionProfile(
                      stored.id(),
                      stored.name(),
                      stored.endpoint(),
                      replacement,
                      stored.status(),
                      stored.lastVerifiedAt(),
                      stored.lastErrorMessage(),
                      stored.createdAt(),
                      stored.updatedAt()));
          return true;
        });
  }

  @Override
  public boolean delete(ConnectionId id) {
    return database.access(
        rows -> {
          rows.reviews()
              .values()
              .removeIf(r -> rows.generations().get(r.generationId()).connectionId().equals(id));
          rows.generations().values().removeIf(g -> g.connectionId().equals(id));
          rows.snapshots().values().removeIf(s -> s.summary().connectionId().equals(id));
          return rows.connections().remove(id) != null;
        });
  }
}
