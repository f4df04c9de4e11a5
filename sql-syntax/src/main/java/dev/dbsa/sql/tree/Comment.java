package dev.dbsa.sql.tree;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's COMMENT ON.
 *
 * @param text {@code null} for NULL, which takes the comment away
 */
public record Comment(int at, ObjectReference target, @Nullable String text) implements Statement {}
