/** Test builders, a settable clock and in-memory stores, for the tests of every module. */
@NullMarked
package dev.dbsa.testing;

import org.jspecify.annotations.NullMarked;
