package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The common table expressions in sight.
 *
 * @param outer those of the query around; {@code null} for none
 * @param named by {@link CommonTableBinder#tableKey}
 */
record CommonTables(@Nullable CommonTables outer, Map<String, Output> named) {
  static final CommonTables NONE = new CommonTables(null, Map.of());
}
