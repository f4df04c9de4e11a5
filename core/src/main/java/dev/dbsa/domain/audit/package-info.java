/** Who did what, and when. */
@NullMarked
package dev.dbsa.domain.audit;

import org.jspecify.annotations.NullMarked;
