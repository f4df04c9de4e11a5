package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Whether the metadata store answers. */
@ApplicationScoped
public class StoreHealth {

  private static final Logger LOG = Logger.getLogger("dev.dbsa.store");
  private static final int PATIENCE_SECONDS = 3;

  private final DataSource dataSource;
  private final StoreKind kind;

  StoreHealth(DataSource dataSource, StoreKind kind) {
    this.dataSource = dataSource;
    this.kind = kind;
  }

  /** The kind of database: {@code sqlite}, {@code postgresql} or {@code mysql}. */
  public String kind() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Asks it. */
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      LOG.debug("The metadata store does not answer", e);
      return false;
    }
  }
}
