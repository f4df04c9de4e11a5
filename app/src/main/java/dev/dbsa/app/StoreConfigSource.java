package dev.dbsa.app;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;

/**
 * What {@code APP_DB_URL} and its companions say about the metadata store's data source. It counts
 * as a part of the environment, so that nothing of it is built into the program.
 */
final class StoreConfigSource extends EnvConfigSource {
  private static final long serialVersionUID = 1L;

  /** The settings of the data source start with this. */
  static final String DATASOURCE = "quarkus.datasource.";

  static final String NAME = "APP_DB_URL";

  /** Behind the environment and {@code .env}, in front of what the program brings along. */
  static final int ORDINAL = 275;

  /**
   * @param settings by their names as environment variables
   */
  StoreConfigSource(Map<String, String> settings) {
    super(settings, ORDINAL);
  }

  @Override
  public String getName() {
    return NAME;
  }
}
