/** Drafts scripts with a deterministic mock or an OpenAI-compatible model. */
@NullMarked
package dev.dbsa.adapter.llm;

import org.jspecify.annotations.NullMarked;
