package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.tree.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a statement names.
 *
 * @param name as the script writes it
 * @param table {@code null} where nothing is known about it
 * @param missing whether it certainly does not exist
 */
public record TableUse(
    int at, List<Name> name, @Nullable Table table, boolean missing, Operation operation) {}
