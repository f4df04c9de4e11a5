package dev.dbsa.adapter.rest.health;

/**
 * The liveness answer.
 *
 * @param status always {@code ok}: a process that is not well does not answer
 */
record HealthView(String status) {}
