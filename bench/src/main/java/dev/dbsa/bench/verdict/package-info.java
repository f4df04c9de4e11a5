/** Measures how often the validator agrees with a real server. */
@NullMarked
package dev.dbsa.bench.verdict;

import org.jspecify.annotations.NullMarked;
