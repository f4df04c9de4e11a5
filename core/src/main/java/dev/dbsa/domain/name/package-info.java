/** What names have in common, and how far they are apart. */
@NullMarked
package dev.dbsa.domain.name;

import org.jspecify.annotations.NullMarked;
