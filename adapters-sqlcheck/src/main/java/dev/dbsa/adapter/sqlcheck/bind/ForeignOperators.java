package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.CastSignature;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.OperatorSignature;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators that extensions and the schema's authors made. */
final class ForeignOperators {
  private final SchemaState schema;
  private final PostgresTypeNames names;
  private final PostgresCoercions coercions;

  ForeignOperators(SchemaState schema, PostgresTypeNames names, PostgresCoercions coercions) {
    this.schema = schema;
    this.names = names;
    this.coercions = coercions;
  }

  /**
   * Whether one of them may be what is written between values of these types.
   *
   * @param left {@code null} where there is no left operand or its type is not known
   */
  boolean mayTake(boolean prefix, String sign, @Nullable String left, @Nullable String right) {
    String name = sign.equals("!=") ? "<>" : sign;
    return operators()
        .filter(o -> o.name().name().equals(name))
        .anyMatch(
            o ->
                prefix == (o.left() == null)
                    && (left == null || o.left() != null && fits(left, o.left()))
                    && (right == null || fits(right, o.right())));
  }

  /** Whether there are casts from a type, so that it may be taken for another. */
  boolean isCast(String type) {
    return casts().anyMatch(c -> type.equals(names.internal(c.source())));
  }

  private boolean fits(String type, String declared) {
    if (type.equals(PostgresTyper.UNKNOWN)) {
      return true;
    }
    String target = names.internal(declared);
    if (target != null) {
      return coercions.canCoerce(type, target);
    }
    return casts()
        .anyMatch(
            c ->
                c.context() == CastSignature.Context.IMPLICIT
                    && c.target().equals(declared)
                    && type.equals(names.internal(c.source())));
  }

  private Stream<OperatorSignature> operators() {
    return Stream.concat(
        schema.snapshot().further().operators().stream(),
        contents().stream().flatMap(c -> c.operators().stream()));
  }

  private Stream<CastSignature> casts() {
    return Stream.concat(
        schema.snapshot().further().casts().stream(),
        contents().stream().flatMap(c -> c.casts().stream()));
  }

  private List<ExtensionContents> contents() {
    return schema.snapshot().extensions().stream()
        .map(Extension::contents)
        .filter(Objects::nonNull)
        .toList();
  }
}
