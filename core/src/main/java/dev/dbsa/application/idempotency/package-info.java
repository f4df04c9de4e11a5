/** Serves requests that may come twice once. */
@NullMarked
package dev.dbsa.application.idempotency;

import org.jspecify.annotations.NullMarked;
