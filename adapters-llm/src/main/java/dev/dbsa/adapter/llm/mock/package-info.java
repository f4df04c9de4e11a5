/** The mock backend: drafts scripts by rules, offline and always the same. */
@NullMarked
package dev.dbsa.adapter.llm.mock;

import org.jspecify.annotations.NullMarked;
