package dev.dbsa.domain.schema;

/**
 * @param expression the condition as SQL text, without the word CHECK
 * @param validated whether the server has checked the existing rows
 * @param enforced whether the server checks new rows
 */
public record CheckConstraint(
    String name, String expression, boolean validated, boolean enforced) {}
