package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column, a parameter or a result.
 *
 * @param type name, modifiers and array dimensions; the labels of MySQL's ENUM and SET are its
 *     modifiers
 * @param schema what stands before the type's name; empty where nothing does
 * @param setOf PostgreSQL's SETOF
 * @param reference whether it is {@code table.column%TYPE}; {@code schema} and the type's name then
 *     name the column
 * @param unsigned MySQL's UNSIGNED, also where ZEROFILL implies it
 * @param characterSet MySQL's; {@code null} where none is named
 * @param collation MySQL's, as part of the type; {@code null} where none is named
 */
public record DataType(
    Expr.TypeName type,
    List<Name> schema,
    boolean setOf,
    boolean reference,
    boolean unsigned,
    boolean zerofill,
    boolean binary,
    @Nullable Name characterSet,
    @Nullable Name collation) {

  public int at() {
    return type.at();
  }

  /** A type without anything around it. */
  public static DataType of(Expr.TypeName type) {
    return new DataType(type, List.of(), false, false, false, false, false, null, null);
  }
}
