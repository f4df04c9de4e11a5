package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of any kind, as statements name it.
 *
 * @param name with its schema; of an operator, the sign is the last part; of a large object, its
 *     number; empty for casts and transforms
 * @param signature the argument types of a routine or an operator, the two types of a cast, the
 *     type of a transform; {@code null} where none are written
 * @param belongsTo the table of a constraint, trigger, rule or policy, the domain of a constraint,
 *     the access method of an operator class, the language of a transform, the server of a user
 *     mapping; empty otherwise
 * @param onDomain whether it is a domain's constraint
 */
public record ObjectReference(
    int at,
    ObjectKind kind,
    List<Name> name,
    Drop.@Nullable Signature signature,
    List<Name> belongsTo,
    boolean onDomain) {

  /** An object that is not a domain's constraint. */
  public ObjectReference(
      int at,
      ObjectKind kind,
      List<Name> name,
      Drop.@Nullable Signature signature,
      List<Name> belongsTo) {
    this(at, kind, name, signature, belongsTo, false);
  }

  /** An object that its name alone tells. */
  public static ObjectReference of(ObjectKind kind, List<Name> name) {
    return new ObjectReference(name.getFirst().at(), kind, name, null, List.of());
  }

  /** The same for a name that no schema qualifies. */
  public static ObjectReference of(ObjectKind kind, Name name) {
    return of(kind, List.of(name));
  }
}
