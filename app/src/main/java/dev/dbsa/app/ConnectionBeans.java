package dev.dbsa.app;

import dev.dbsa.adapter.introspect.JdbcSchemaReader;
import dev.dbsa.adapter.introspect.ReadLimits;
import dev.dbsa.adapter.persistence.PackedSnapshotFiles;
import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.connection.ConnectionService;
import dev.dbsa.application.connection.SecretRotation;
import dev.dbsa.application.schema.SchemaService;
import dev.dbsa.application.work.PooledSchemas;
import dev.dbsa.application.work.WorkPool;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostResolver;
import dev.dbsa.port.in.ManageConnections;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.in.RotateSecrets;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.SnapshotFiles;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Connection profiles and the schemas behind them. */
class ConnectionBeans {
  @Produces
  @ApplicationScoped
  SchemaReader schemaReader(TargetHosts hosts) {
    return new JdbcSchemaReader(ReadLimits.DEFAULT, hosts.guard());
  }

  @Produces
  @ApplicationScoped
  SnapshotFiles snapshotFiles() {
    return new PackedSnapshotFiles();
  }

  @Produces
  @Singleton
  TargetHosts targetHosts(AppSettings settings) {
    try {
      return new TargetHosts(
          new HostGuard(
              AllowedHosts.parse(settings.targetAllowedHosts().orElse(null)), HostResolver.SYSTEM));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("APP_TARGET_ALLOWED_HOSTS: " + e.getMessage());
    }
  }

  @Produces
  @ApplicationScoped
  ManageConnections manageConnections(
      ConnectionStore connections,
      GenerationStore generations,
      SecretCipher cipher,
      SchemaReader schemaReader,
      TargetHosts hosts,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    return new ConnectionService(
        connections, generations, cipher, schemaReader, hosts.guard(), audit, work, ids, clock);
  }

  @Produces
  @ApplicationScoped
  RotateSecrets rotateSecrets(
      ConnectionStore connections, SecretCipher cipher, AuditTrail audit, UnitOfWork work) {
    return new SecretRotation(connections, cipher, audit, work);
  }

  @Produces
  @ApplicationScoped
  ReadSchemas readSchemas(
      ConnectionStore connections,
      SnapshotStore snapshots,
      SecretCipher cipher,
      SchemaReader schemaReader,
      WorkPool pool,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    return new PooledSchemas(
        new SchemaService(connections, snapshots, cipher, schemaReader, audit, work, ids, clock),
        pool);
  }
}
