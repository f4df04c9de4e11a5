package dev.dbsa.sql.tree;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE, ADD, MODIFY and CHANGE write it.
 *
 * @param type {@code null} where the column takes it from elsewhere (typed tables, partitions,
 *     MySQL's columns beside a query)
 */
public record ColumnDefinition(int at, Name name, @Nullable DataType type, List<Part> parts) {

  /** The first part of a kind. */
  public <T extends Part> Optional<T> find(Class<T> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  public boolean has(Class<? extends Part> kind) {
    return parts.stream().anyMatch(kind::isInstance);
  }

  /** What stands behind the type. */
  public sealed interface Part {
    int at();

    /** The constraint's own name is in {@link #name()}; {@code null} where the server chooses. */
    record NotNull(int at, @Nullable Name name, TableConstraint.Timing timing) implements Part {}

    record Null(int at) implements Part {}

    record Default(int at, Expr value) implements Part {}

    /** MySQL's ON UPDATE. */
    record OnUpdate(int at, Expr value) implements Part {}

    /**
     * A computed column.
     *
     * @param stored {@code null} where neither STORED nor VIRTUAL is written
     */
    record Generated(int at, Expr value, @Nullable Boolean stored) implements Part {}

    /** GENERATED … AS IDENTITY. */
    record Identity(int at, boolean always, List<Option> options) implements Part {}

    record AutoIncrement(int at) implements Part {}

    /** A constraint that is written with its column: a key, a check or a reference. */
    record Constraint(int at, TableConstraint constraint) implements Part {}

    record Collate(int at, List<Name> collation) implements Part {}

    record Comment(int at, String text) implements Part {}

    /** MySQL's VISIBLE and INVISIBLE. */
    record Visibility(int at, boolean visible) implements Part {}

    /**
     * Anything else: PostgreSQL's STORAGE, COMPRESSION and OPTIONS, MySQL's COLUMN_FORMAT, STORAGE,
     * ENGINE_ATTRIBUTE, SRID, MariaDB's versioning and COMPRESSED.
     */
    record Setting(int at, Option option) implements Part {}
  }
}
