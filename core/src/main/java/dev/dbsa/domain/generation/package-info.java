/** Generations: one request for a draft, its attempts and its state machine. */
@NullMarked
package dev.dbsa.domain.generation;

import org.jspecify.annotations.NullMarked;
