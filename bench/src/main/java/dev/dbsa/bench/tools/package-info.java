/** {@code dbsa check} beside other checkers of migrations. */
@NullMarked
package dev.dbsa.bench.tools;

import org.jspecify.annotations.NullMarked;
