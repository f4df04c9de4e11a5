/** Measures whether drafts return the rows that were asked for. */
@NullMarked
package dev.dbsa.bench.drafting;

import org.jspecify.annotations.NullMarked;
