package dev.dbsa.domain.schema;

/**
 * @param schema the schema that the extension's objects live in
 */
public record Extension(String name, String version, String schema) {}
