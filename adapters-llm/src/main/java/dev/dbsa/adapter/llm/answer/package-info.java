/** Reads what a model answers, as well as it can be read. */
@NullMarked
package dev.dbsa.adapter.llm.answer;

import org.jspecify.annotations.NullMarked;
