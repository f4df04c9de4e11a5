package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.CastSignature;
import dev.dbsa.domain.schema.Extension;
import java.util.Objects;
import java.util.stream.Stream;

/** Which values PostgreSQL turns into another type where they are stored (parse_coerce.c). */
final class PostgresConversions {
  private PostgresConversions() {}

  /**
   * Whether it certainly does not convert one type to another without being told how.
   *
   * @param from as the server prints it
   */
  static boolean isRefused(String from, String to, SchemaState state) {
    StoredType source = StoredType.of(from, state);
    StoredType target = StoredType.of(to, state);
    if (!source.isKnown() || !target.isKnown() || mayHaveCast(from, to, state)) {
      return false;
    }
    if (source.element() != target.element()) {
      return target.element() || !isText(target);
    }
    if (source.isBuiltIn() && target.isBuiltIn()) {
      return !BuiltInTypes.canAssign(source.name(), target.name());
    }
    return !source.equals(target) && !isText(target);
  }

  /** Anything is written out where text is wanted. */
  private static boolean isText(StoredType type) {
    return type.isBuiltIn() && BuiltInTypes.isText(type.name());
  }

  /** Casts that are not the server's own. */
  private static boolean mayHaveCast(String from, String to, SchemaState state) {
    if (state.isUncertain() || state.mayHaveUnlistedObjects()) {
      return true;
    }
    Stream<CastSignature> casts =
        Stream.concat(
            state.snapshot().further().casts().stream(),
            state.snapshot().extensions().stream()
                .map(Extension::contents)
                .filter(Objects::nonNull)
                .flatMap(c -> c.casts().stream()));
    return casts.anyMatch(
        c ->
            c.context() != CastSignature.Context.EXPLICIT
                && same(c.source(), from)
                && same(c.target(), to));
  }

  private static boolean same(String one, String other) {
    return PostgresColumns.bare(one).equals(PostgresColumns.bare(other));
  }
}
