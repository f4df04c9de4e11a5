package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreError;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.ConnectionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Connection profiles in the metadata store. */
@ApplicationScoped
class JpaConnectionStore implements ConnectionStore {

  private final Transactions transactions;
  private final StoreDialect dialect;
  private final Rows<ConnectionEntity> connections;
  private final Rows<SnapshotEntity> snapshots;
  private final Rows<GenerationEntity> generations;

  JpaConnectionStore(Transactions transactions, StoreDialect dialect, Session session) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.connections = new Rows<>(session, ConnectionEntity.class);
    this.snapshots = new Rows<>(session, SnapshotEntity.class);
    this.generations = new Rows<>(session, GenerationEntity.class);
  }

  @Override
  public void add(ConnectionProfile profile) {
    transactions.write(
        () -> {
          try {
            connections.insert(ConnectionMapper.toRow(profile));
            return profile;
          } catch (PersistenceException e) {
            throw dialect.errorBehind(e) == StoreError.DUPLICATE ? nameTaken(profile, e) : e;
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
        () -> connections.all("name").stream().map(ConnectionMapper::toDomain).toList());
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

  /**
   * What belongs to generations and snapshots goes by the foreign keys' own cascade. These two are
   * deleted first: MySQL leaves rows behind that two cascades reach at once.
   */
  @Override
  public boolean delete(ConnectionId id) {
    return transactions.write(
        () -> {
          generations.delete("connectionId = ?1", id.toString());
          snapshots.delete("connectionId = ?1", id.toString());
          return connections.delete("id = ?1", id.toString()) == 1;
        });
  }
}
