/**
 * The mock backend: drafts scripts by rules, offline and always the same.
 *
 * <p>{@code MockScriptGenerator} makes a {@code Reading} of the request, in which the resolvers
 * find tables and columns; one drafter for each kind of script goes on from there. Readers take the
 * words that they understand, and a word that nobody takes becomes a question. For a query, the
 * readers fill a {@code QueryPlan} that the query writers turn into SQL.
 */
@NullMarked
package dev.dbsa.adapter.llm.mock;

import org.jspecify.annotations.NullMarked;
