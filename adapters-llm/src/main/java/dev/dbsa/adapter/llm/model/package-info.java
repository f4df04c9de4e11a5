/** Drafts scripts with a language model. */
@NullMarked
package dev.dbsa.adapter.llm.model;

import org.jspecify.annotations.NullMarked;
