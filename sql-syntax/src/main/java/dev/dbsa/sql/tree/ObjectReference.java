package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of any kind, as statements name it.
 *
 * @param name of a large object, its number; empty for casts and transforms
 * @param signature the argument types of a routine or an operator, the two types of a cast, the
 *     type of a transform; {@code null} where none are written
 * @param belongsTo the table of a constraint, trigger, rule or policy, the domain of a constraint,
 *     the access method of an operator class, the language of a transform; empty otherwise
 * @param onDomain whether it is a domain's constraint
 */
public record ObjectReference(
    int at,
    ObjectKind kind,
    List<Name> name,
    Drop.@Nullable Signature signature,
    List<Name> belongsTo,
    boolean onDomain) {}
