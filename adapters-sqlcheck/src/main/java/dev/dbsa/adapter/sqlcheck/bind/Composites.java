package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of rows and composite values on PostgreSQL (parse_func.c: ParseComplexProjection). */
final class Composites {
  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final SchemaState schema;
  private final Map<Expr, Resolved> columns;
  private final Reporter reporter;

  Composites(SchemaState schema, Map<Expr, Resolved> columns, Reporter reporter) {
    this.schema = schema;
    this.columns = columns;
    this.reporter = reporter;
  }

  /**
   * The type of a field as the server prints it; {@code null} where it is not known. Reports a
   * field that is not there.
   *
   * @param base the catalogue's name of the type whose field it is; {@code null} if not known
   */
  @Nullable String field(Expr.Field field, @Nullable String base) {
    Name name = field.name();
    List<SourceColumn> fields = fields(field.base());
    if (fields == null) {
      if (base != null && isScalar(base) && !isScalarFunction(name)) {
        report(field, name, "A value of type " + TypeNames.external(base) + " has no fields");
      }
      return null;
    }
    if (name == null) {
      return null;
    }
    for (SourceColumn candidate : fields) {
      if (candidate.name().equals(name.text())) {
        return candidate.type();
      }
    }
    if (!isScalarFunction(name)) {
      report(field, name, "The value has no field " + name);
    }
    return null;
  }

  private boolean isScalar(String type) {
    PostgresCatalog.Type known = catalog.type(type);
    return known != null && known.kind() == 'b';
  }

  /** A function of one argument may be written as a field of it. */
  private boolean isScalarFunction(@Nullable Name name) {
    return name != null
        && (catalog.isKnown(name.text())
            || catalog.type(name.text()) != null
            || schema.hasRoutine(name.text())
            || schema.mayHaveOtherRoutine(name.text())
            || schema.isUncertain());
  }

  private void report(Expr.Field field, @Nullable Name name, String message) {
    reporter.report(
        FindingRule.UNKNOWN_COLUMN,
        name == null ? field.at() : name.at(),
        message,
        null,
        name == null ? null : name.text());
  }

  /** The fields of a value; {@code null} where they are not known. */
  private @Nullable List<SourceColumn> fields(Expr base) {
    if (base instanceof Expr.Row row) {
      List<SourceColumn> fields = new ArrayList<>();
      for (int i = 1; i <= row.items().size(); i++) {
        fields.add(new SourceColumn("f" + i, null));
      }
      return fields;
    }
    if (base instanceof Expr.Cast cast && cast.type().arrayDimensions() == 0) {
      return ofType(cast.type().name());
    }
    Resolved resolved = columns.get(base);
    if (resolved == null) {
      return null;
    }
    if (resolved.column() == null) {
      return resolved.source().open() ? null : resolved.source().columns();
    }
    return resolved.type() == null ? null : ofType(resolved.type());
  }

  private @Nullable List<SourceColumn> ofType(String printed) {
    String plain = printed.replace("\"", "");
    int dot = plain.indexOf('.');
    List<String> homes = dot < 0 ? schema.searchPath() : List.of(plain.substring(0, dot));
    for (String home : homes) {
      UserType type = schema.type(home, plain.substring(dot + 1)).orElse(null);
      if (type instanceof UserType.Composite now) {
        return now.attributes().stream().map(a -> new SourceColumn(a.name(), a.type())).toList();
      }
    }
    return null;
  }
}
