/** What can go wrong, as stable codes that every adapter translates into its own words. */
@NullMarked
package dev.dbsa.domain.error;

import org.jspecify.annotations.NullMarked;
