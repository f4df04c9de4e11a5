/** Drafts: requesting, executing, following, reading. */
@NullMarked
package dev.dbsa.adapter.rest.generations;

import org.jspecify.annotations.NullMarked;
