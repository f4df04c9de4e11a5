package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.ConnectionStore;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;

/** Connection profiles in the metadata store. */
@ApplicationScoped
class PanacheConnectionStore implements ConnectionStore {

  private final Transactions transactions;
  private final ConnectionRepository connections;

  PanacheConnectionStore(Transactions transactions, ConnectionRepository connections) {
    this.transactions = transactions;
    this.connections = connections;
  }

  @Override
  public void add(ConnectionProfile profile) {
    transactions.write(
        () -> {
          try {
            connections.persistAndFlush(ConnectionMapper.toRow(profile));
            return profile;
          } catch (PersistenceException e) {
            throw BrokenConstraint.behind(e)
                .filter(BrokenConstraint.UNIQUE::equals)
                .<RuntimeException>map(_ -> nameTaken(profile, e))
                .orElse(e);
          }
        });
  }

  private static DbsaException nameTaken(ConnectionProfile profile, PersistenceException cause) {
    return new DbsaException(
        ErrorCode.CONNECTION_NAME_TAKEN,
        "a connection named \"" + profile.name() + "\" exists already",
        cause);
  }

  @Override
  public Optional<ConnectionProfile> find(ConnectionId id) {
    return transactions.read(
        () -> connections.findByIdOptional(id.toString()).map(ConnectionMapper::toDomain));
  }

  @Override
  public List<ConnectionProfile> list() {
    return transactions.read(
        () ->
            connections.listAll(Sort.by("name")).stream().map(ConnectionMapper::toDomain).toList());
  }

  @Override
  public boolean update(ConnectionProfile profile) {
    ConnectionEntity row = ConnectionMapper.toRow(profile);
    return transactions.write(
        () ->
            connections.update(
                    """
                    status = ?1, lastVerifiedAt = ?2, lastErrorMessage = ?3, updatedAt = ?4
                    where id = ?5
                    """,
                    row.status,
                    row.lastVerifiedAt,
                    row.lastErrorMessage,
                    row.updatedAt,
                    row.id)
                == 1);
  }

  @Override
  public boolean replaceSecret(
      ConnectionId id, EncryptedSecret expected, EncryptedSecret replacement) {
    return transactions.write(
        () ->
            connections.update(
                    "secretToken = ?1 where id = ?2 and secretToken = ?3",
                    replacement.token(),
                    id.toString(),
                    expected.token())
                == 1);
  }

  /** Everything that belongs to the profile goes by the foreign keys' own cascade. */
  @Override
  public boolean delete(ConnectionId id) {
    return transactions.write(() -> connections.delete("id", id.toString()) == 1);
  }
}
