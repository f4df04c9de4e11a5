package dev.dbsa.adapter.persistence.migration;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the metadata store's schema. Every method throws {@link StoreUnusableException}
 * if the store cannot be reached or if its schema was made by a newer version of the program.
 */
@Singleton
public class StoreMigrations {

  private static final Set<String> TABLES =
      Set.of(
          "connection_profile",
          "schema_snapshot",
          "snapshot_content",
          "generation",
          "draft",
          "review",
          "audit_event",
          "first_answer",
          "glossary",
          "used_signature",
          "request_bucket");

  private static final int MAX_ATTEMPTS = 5;

  private final Flyway flyway;
  private final DataSource dataSource;
  private final StoreLocation location;
  private final TextIndexCompletion textIndex;

  StoreMigrations(Flyway flyway, DataSource dataSource, StoreLocation location) {
    this.flyway = flyway;
    this.dataSource = dataSource;
    this.location = location;
    this.textIndex = new TextIndexCompletion(location.dialect());
  }

  /**
   * Creates the schema or brings it up to date; does nothing where it is.
   *
   * @return the schema's version now
   * @throws StoreUnusableException also if the store holds tables whose version is unknown
   */
  public String migrate() {
    location.prepare();
    for (int attempt = 1; ; attempt++) {
      try {
        return tryMigrate();
      } catch (StoreUnusableException e) {
        // Processes that create one file at the same time get in each other's way for a moment.
        if (attempt == MAX_ATTEMPTS || !location.isFile()) {
          throw e;
        }
      }
    }
  }

  private String tryMigrate() {
    // The tables first: those of a process that migrates at the same time come with their record.
    Set<String> tables = tables();
    History history = history();
    if (history.current() == null) {
      requireNone(tables);
    }
    while (!history.isCurrent()) {
      MigrationVersion before = history.current();
      try {
        patiently(this::migrate);
        history = history();
      } catch (FlywayException e) {
        // Another process may have been faster: go on from where it is.
        history = history();
        if (Objects.equals(before, history.current())) {
          throw location.unusable(e);
        }
      }
    }
    if (lacksTextIndex()) {
      patiently(this::completeTextIndex);
    }
    return requireCurrent();
  }

  private void completeTextIndex(DataSource patient) {
    try {
      textIndex.complete(patient);
    } catch (SQLException e) {
      throw location.unusable(e);
    }
  }

  private boolean lacksTextIndex() {
    try {
      return textIndex.isNeeded(dataSource);
    } catch (SQLException e) {
      throw location.unusable(e);
    }
  }

  private void migrate(DataSource patient) {
    Flyway.configure(flyway.getConfiguration().getClassLoader())
        .configuration(flyway.getConfiguration())
        .dataSource(patient)
        .load()
        .migrate();
  }

  private void patiently(Consumer<DataSource> work) {
    try {
      work.accept(new PatientDataSource(dataSource));
    } finally {
      if (dataSource instanceof AgroalDataSource pool) {
        // Nobody else is to get its patient connections.
        pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
      }
    }
  }

  /**
   * Declares that the schema is current, without changing anything but the record of it: for a
   * store whose tables were made by other means.
   *
   * @return the version that is recorded now
   * @throws StoreUnusableException also if tables are missing or an older version is on record
   */
  public String stamp() {
    location.prepare();
    History history = history();
    MigrationVersion current = history.current();
    if (current != null && !history.isCurrent()) {
      throw new StoreUnusableException(
          "%s is on record with schema version %s: use \"dbsa migrate\""
              .formatted(location, current));
    }
    Set<String> missing = new HashSet<>(TABLES);
    missing.removeAll(tables());
    if (!missing.isEmpty()) {
      throw new StoreUnusableException(
          "%s lacks the tables %s: use \"dbsa migrate\""
              .formatted(location, String.join(", ", missing.stream().sorted().toList())));
    }
    MigrationVersion newest = history.newestKnown();
    if (current == null) {
      try {
        Flyway.configure(flyway.getConfiguration().getClassLoader())
            .configuration(flyway.getConfiguration())
            .baselineVersion(newest)
            .baselineDescription("stamped")
            .load()
            .baseline();
      } catch (FlywayException e) {
        throw location.unusable(e);
      }
    }
    return newest.getVersion();
  }

  /**
   * Makes sure that the program can work with the store as it is.
   *
   * @return the schema's version
   * @throws StoreUnusableException also if the schema is not current; the message names the command
   */
  public String requireCurrent() {
    location.prepare();
    History history = history();
    if (!history.isCurrent()) {
      MigrationVersion current = history.current();
      throw new StoreUnusableException(
          "%s is not up to date: it has %s, this program needs schema version %s; run \"dbsa migrate\""
                  .formatted(
                      location,
                      current == null ? "no schema" : "schema version " + current,
                      history.newestKnown())
              + (current == null && !tables().isEmpty()
                  ? ", or \"dbsa stamp\" if its tables were made by other means"
                  : ""));
    }
    ValidateResult validation = validate();
    if (!validation.validationSuccessful) {
      ValidateOutput first = validation.invalidMigrations.getFirst();
      throw new StoreUnusableException(
          "%s was not made by this program's migrations: %s"
              .formatted(location, first.errorDetails.errorMessage));
    }
    if (lacksTextIndex()) {
      throw new StoreUnusableException(
          location + " was not migrated to the end: run \"dbsa migrate\"");
    }
    requireWritable();
    return history.newestKnown().getVersion();
  }

  /** A connection to a database whose release can hold the store. */
  private Connection open() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      location.requireSupported(connection);
      return connection;
    } catch (SQLException | StoreUnusableException e) {
      connection.close();
      throw e;
    }
  }

  private ValidateResult validate() {
    try {
      return flyway.validateWithResult();
    } catch (FlywayException e) {
      throw location.unusable(e);
    }
  }

  /** Opens and undoes a write: a database may be readable and yet refuse every write. */
  private void requireWritable() {
    try (Connection connection = open();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.executeUpdate("DELETE FROM review WHERE id IS NULL");
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw location.unusable(e);
    }
  }

  private void requireNone(Set<String> tables) {
    if (tables.containsAll(TABLES)) {
      throw new StoreUnusableException(
          "%s has tables, but no record of their version: run \"dbsa stamp\" if they are current"
              .formatted(location));
    }
    if (!tables.isEmpty()) {
      throw new StoreUnusableException(
          "%s holds tables of something else: name an empty database".formatted(location));
    }
  }

  /** The names of all tables, in lower case, but for the record of versions. */
  private Set<String> tables() {
    Set<String> names = new HashSet<>();
    try (Connection connection = open();
        ResultSet tables =
            connection
                .getMetaData()
                .getTables(
                    connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    } catch (SQLException e) {
      throw location.unusable(e);
    }
    names.remove(flyway.getConfiguration().getTable());
    return names;
  }

  private History history() {
    List<MigrationInfo> migrations;
    try {
      migrations = Arrays.asList(flyway.info().all());
    } catch (FlywayException e) {
      throw location.unusable(e);
    }
    History history = new History(migrations);
    MigrationVersion current = history.current();
    if (current != null && current.isNewerThan(history.newestKnown())) {
      throw new StoreUnusableException(
          ("%s has schema version %s, and this program knows none above %s: use the newer program "
                  + "that made it, or restore a backup from before")
              .formatted(location, current, history.newestKnown()));
    }
    return history;
  }

  /** The migrations that the program knows together with those that the store has on record. */
  private record History(List<MigrationInfo> migrations) {

    /** {@code null} where nothing is on record. */
    @Nullable MigrationVersion current() {
      return newest(m -> m.getState().isApplied() || m.getState() == MigrationState.BASELINE);
    }

    MigrationVersion newestKnown() {
      return Objects.requireNonNull(newest(m -> m.getState().isResolved()), "no migrations");
    }

    boolean isCurrent() {
      return newestKnown().equals(current())
          && migrations.stream()
              .map(MigrationInfo::getState)
              .noneMatch(s -> s == MigrationState.PENDING || s.isFailed());
    }

    private @Nullable MigrationVersion newest(Predicate<MigrationInfo> included) {
      return migrations.stream()
          .filter(m -> m.getVersion() != null)
          .filter(included)
          .map(MigrationInfo::getVersion)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }
}
