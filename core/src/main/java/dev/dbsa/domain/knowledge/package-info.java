/** What a team has taught: its words, and the scripts that it took. */
@NullMarked
package dev.dbsa.domain.knowledge;

import org.jspecify.annotations.NullMarked;
