/** Past generations and what people decided about them. */
@NullMarked
package dev.dbsa.adapter.rest.history;

import org.jspecify.annotations.NullMarked;
