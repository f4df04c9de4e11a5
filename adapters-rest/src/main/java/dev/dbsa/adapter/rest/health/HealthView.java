package dev.dbsa.adapter.rest.health;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The liveness answer.
 *
 * @param status always {@code ok}: a process that is not well does not answer
 */
@Schema(name = "Health")
record HealthView(@Schema(enumeration = "ok") String status) {}
