/** Measures how fast schemas are read, beside what the server itself takes to answer. */
@NullMarked
package dev.dbsa.bench.schema;

import org.jspecify.annotations.NullMarked;
