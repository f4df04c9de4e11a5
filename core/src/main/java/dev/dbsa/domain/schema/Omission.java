package dev.dbsa.domain.schema;

/**
 * Something of the schema that could not be read.
 *
 * @param subject what is missing, such as {@code definition of view shop.v_orders}
 * @param reason why, such as {@code the account lacks SHOW VIEW}
 */
public record Omission(String subject, String reason) {}
