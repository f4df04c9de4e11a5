package dev.dbsa.domain.knowledge;

import dev.dbsa.domain.generation.GenerationId;

/**
 * A script that people took.
 *
 * @param generation where it comes from
 * @param request what was asked for, with the answers to what was asked back
 * @param script the final script
 * @param likeness 0 to 1: how near the request is to the one that is drafted; 1 where it says the
 *     same
 */
public record Example(GenerationId generation, String request, String script, double likeness) {}
