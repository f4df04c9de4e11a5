/** Reviews: what people decided about a draft. */
@NullMarked
package dev.dbsa.domain.review;

import org.jspecify.annotations.NullMarked;
