package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.flyway.FlywayDataSource.FlywayDataSourceLiteral;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.hibernate.Session;

/** Gives the rest of the program the data source and the session of the store that is active. */
@Singleton
class StoreUnit {

  private final StoreKind kind;

  StoreUnit(@ConfigProperty(name = StoreKind.SETTING) String unit) {
    this.kind = StoreKind.ofUnit(unit);
  }

  @Produces
  @Singleton
  StoreKind kind() {
    return kind;
  }

  @Produces
  @Singleton
  StoreDialect dialect() {
    return kind.dialect();
  }

  @Produces
  @Singleton
  Session session(@Any Instance<Session> sessions) {
    return sessions.select(new PersistenceUnitLiteral(kind.unit())).get();
  }

  @Produces
  @Singleton
  DataSource dataSource(@Any Instance<DataSource> sources) {
    return sources.select(new DataSourceLiteral(kind.unit())).get();
  }

  @Produces
  @Singleton
  Flyway flyway(@Any Instance<Flyway> migrations) {
    return migrations.select(FlywayDataSourceLiteral.of(kind.unit())).get();
  }
}
