/** Benchmarks of the hot paths. */
@NullMarked
package dev.dbsa.bench;

import org.jspecify.annotations.NullMarked;
