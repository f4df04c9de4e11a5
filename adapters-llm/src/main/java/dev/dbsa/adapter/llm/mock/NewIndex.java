package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that is to be built.
 *
 * @param columns the names of its columns, of which the table may not have all yet
 * @param name {@code null} where the request gives none
 */
record NewIndex(Relation table, List<String> columns, boolean unique, @Nullable String name) {}
