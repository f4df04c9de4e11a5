/**
 * Reads scripts: words, statements, and the tree of each statement in its dialect's own grammar.
 */
@NullMarked
package dev.dbsa.adapter.sqlcheck.syntax;

import org.jspecify.annotations.NullMarked;
