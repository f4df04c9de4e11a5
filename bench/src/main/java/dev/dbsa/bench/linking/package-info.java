/** Measures whether models are shown what a question needs, and how long choosing takes. */
@NullMarked
package dev.dbsa.bench.linking;

import org.jspecify.annotations.NullMarked;
