package dev.dbsa.adapter.introspect;

/**
 * One query over a server's catalogue. It has no parameters, so that it can be run in any client.
 *
 * @param subject what it reads, such as {@code columns}
 */
public record CatalogQuery(String subject, String sql) {}
