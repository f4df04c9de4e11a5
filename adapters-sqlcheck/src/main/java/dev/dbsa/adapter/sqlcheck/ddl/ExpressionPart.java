package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.sql.tree.Name;
import org.jspecify.annotations.Nullable;

/**
 * An expression inside a definition.
 *
 * @param from index of its first token
 * @param end index of the token behind it
 * @param column the column that it belongs to; {@code null} for one of the table
 */
record ExpressionPart(ExpressionUse use, int from, int end, @Nullable Name column) {}
