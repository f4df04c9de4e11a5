/** Use cases around connection profiles. */
@NullMarked
package dev.dbsa.application.connection;

import org.jspecify.annotations.NullMarked;
