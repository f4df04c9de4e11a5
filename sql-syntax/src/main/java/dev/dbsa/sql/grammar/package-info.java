/** Turns words into trees, by each server's own grammar. */
@NullMarked
package dev.dbsa.sql.grammar;

import org.jspecify.annotations.NullMarked;
