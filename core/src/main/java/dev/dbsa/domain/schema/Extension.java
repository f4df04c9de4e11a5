package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * @param schema the schema that the extension's objects live in
 * @param contents what it made; {@code null} in snapshots of earlier versions of the program
 */
public record Extension(
    String name, String version, String schema, @Nullable ExtensionContents contents) {

  /** An extension of whose objects nothing is known. */
  public Extension(String name, String version, String schema) {
    this(name, version, schema, null);
  }
}
