/** Builds what a model is told: rules, the part of the schema that matters, the request. */
@NullMarked
package dev.dbsa.adapter.llm.prompt;

import org.jspecify.annotations.NullMarked;
