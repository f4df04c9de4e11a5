/** Digests by which content is known again. */
@NullMarked
package dev.dbsa.domain.digest;

import org.jspecify.annotations.NullMarked;
