package dev.dbsa.domain.connection;

/**
 * All that is needed to open a connection to a target database.
 *
 * @param password in plain text; lives only as long as the contact
 */
public record TargetDatabase(Endpoint endpoint, Secret password) {}
