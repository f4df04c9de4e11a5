package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DROP of anything.
 *
 * @param names their names; of functions and operators without the arguments
 * @param signatures the argument types of functions, aggregates and operators, beside their names;
 *     {@code null} where none are written
 * @param table what a trigger, rule, policy or MySQL index belongs to, or the access method of an
 *     operator class; empty otherwise
 * @param options MySQL's ALGORITHM and LOCK, PostgreSQL's FORCE
 */
public record Drop(
    int at,
    ObjectKind kind,
    List<List<Name>> names,
    List<@Nullable Signature> signatures,
    List<Name> table,
    boolean ifExists,
    boolean cascade,
    boolean restrict,
    boolean concurrently,
    boolean temporary,
    List<Option> options)
    implements Statement {

  /** The types between the parentheses. */
  public record Signature(int at, List<DataType> types) {}
}
