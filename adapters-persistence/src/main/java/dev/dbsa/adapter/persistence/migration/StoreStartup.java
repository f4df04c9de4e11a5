package dev.dbsa.adapter.persistence.migration;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the metadata store ready before anything uses it, or stops the start. */
@ApplicationScoped
class StoreStartup {

  private static final Logger LOG = Logger.getLogger(StoreStartup.class);

  private final StoreMigrations migrations;
  private final StoreLocation location;
  private final boolean checkAtStart;
  private final boolean autoCreate;

  /**
   * @param checkAtStart false where the process was started to migrate or stamp the store
   * @param autoCreate whether the schema is created and upgraded at start
   */
  StoreStartup(
      StoreMigrations migrations,
      StoreLocation location,
      @ConfigProperty(name = "dbsa.store.check-at-start", defaultValue = "true")
          boolean checkAtStart,
      @ConfigProperty(name = "dbsa.store.auto-create", defaultValue = "true") boolean autoCreate) {
    this.migrations = migrations;
    this.location = location;
    this.checkAtStart = checkAtStart;
    this.autoCreate = autoCreate;
  }

  /** First of all observers of the start: others may read the store. */
  void prepare(@Observes @Priority(1) StartupEvent event) {
    if (!checkAtStart) {
      return;
    }
    try {
      String version = autoCreate ? migrations.migrate() : migrations.requireCurrent();
      LOG.infof("Using %s, schema version %s", location, version);
    } catch (StoreUnusableException e) {
      LOG.debug("The metadata store cannot be used", e);
      // Of this type, and without a cause, Quarkus prints the message alone.
      throw new ConfigurationException(e.getMessage());
    }
  }
}
