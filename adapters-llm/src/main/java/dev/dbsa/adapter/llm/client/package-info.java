/** Talks to OpenAI-compatible endpoints over HTTP. */
@NullMarked
package dev.dbsa.adapter.llm.client;

import org.jspecify.annotations.NullMarked;
