package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's CREATE SCHEMA.
 *
 * @param name {@code null} where it takes its owner's
 * @param owner {@code null} where it belongs to who runs the statement
 * @param elements what is made in it by the same statement
 */
public record CreateSchema(
    int at,
    @Nullable Name name,
    @Nullable Name owner,
    boolean ifNotExists,
    List<Statement> elements)
    implements Statement {}
