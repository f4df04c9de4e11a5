/** Requests that may come twice and are served once. */
@NullMarked
package dev.dbsa.domain.idempotency;

import org.jspecify.annotations.NullMarked;
