package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.Column;

/**
 * A column that a request speaks of.
 *
 * @param score comparable between the columns of one linking only
 * @param reason for people
 */
public record LinkedColumn(Column column, double score, String reason) {}
