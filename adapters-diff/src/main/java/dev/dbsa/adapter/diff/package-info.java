/** Unified diffs between a draft and its reviewed text. */
@NullMarked
package dev.dbsa.adapter.diff;

import org.jspecify.annotations.NullMarked;
