package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import java.util.function.UnaryOperator;

/**
 * A condition on one column.
 *
 * @param start the first item of the request that it was read from
 * @param end the item after the last one
 * @param sql makes the condition of the written column
 */
record Filter(int start, int end, Field field, UnaryOperator<String> sql) {}
