/** What a team makes of the rules: which of them count, how much, and where. */
@NullMarked
package dev.dbsa.domain.policy;

import org.jspecify.annotations.NullMarked;
