/** The header by which a client may send a creating request again. */
@NullMarked
package dev.dbsa.adapter.rest.idempotency;

import org.jspecify.annotations.NullMarked;
