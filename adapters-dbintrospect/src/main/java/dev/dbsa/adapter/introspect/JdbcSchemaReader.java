package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostResolver;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.port.out.SchemaReader;

/**
 * Reads PostgreSQL 12 and later, MySQL 5.7 and later, and MariaDB 10.3 and later over JDBC, one
 * connection per call. What a server holds is read by a fixed number of catalogue queries, whatever
 * the number of tables, in one read-only transaction.
 */
public final class JdbcSchemaReader implements SchemaReader {
  private final ReadLimits limits;
  private final HostGuard hosts;

  /** Reads from every host that may be called at all. */
  public JdbcSchemaReader(ReadLimits limits) {
    this(limits, new HostGuard(AllowedHosts.EVERY, HostResolver.SYSTEM));
  }

  /**
   * @param hosts which hosts may be called
   */
  public JdbcSchemaReader(ReadLimits limits, HostGuard hosts) {
    this.limits = limits;
    this.hosts = hosts;
  }

  @Override
  public Verification verify(TargetDatabase target) {
    Vendor vendor = Vendor.of(target.endpoint().dialect());
    try {
      return Contact.hold(
          target, vendor, limits, hosts, connection -> vendor.verify(connection, limits));
    } catch (DbsaException e) {
      return new Verification.Refused(e.detail());
    }
  }

  @Override
  public DatabaseSchema read(TargetDatabase target) {
    Vendor vendor = Vendor.of(target.endpoint().dialect());
    return Contact.hold(
        target, vendor, limits, hosts, connection -> vendor.read(connection, limits));
  }
}
