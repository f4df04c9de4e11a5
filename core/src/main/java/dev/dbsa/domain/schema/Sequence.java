package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * @param type the type of its values as the server prints it
 * @param ownedByTable the table whose column the sequence feeds; {@code null} for a free one
 * @param ownedByColumn {@code null} for a free one
 */
public record Sequence(
    ObjectName name,
    String type,
    long start,
    long increment,
    long minimum,
    long maximum,
    boolean cycles,
    @Nullable ObjectName ownedByTable,
    @Nullable String ownedByColumn) {}
