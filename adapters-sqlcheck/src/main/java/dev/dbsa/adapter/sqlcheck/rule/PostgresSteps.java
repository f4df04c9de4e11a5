package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.rule.PostgresStep.Effort;
import dev.dbsa.adapter.sqlcheck.rule.PostgresStep.Lock;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of PostgreSQL's definitions: which lock each takes, and what it does to the rows. A
 * test holds it against what servers do, by their locks, scans and files.
 */
final class PostgresSteps {
  private static final Set<String> COMPUTED_PER_ROW = Set.of("serial", "bigserial", "smallserial");
  private static final Set<String> SERIAL_NUMBERS = Set.of("serial2", "serial4", "serial8");

  private final SchemaState schema;
  private final Server server;

  /**
   * @param schema how the statement finds it
   */
  PostgresSteps(SchemaState schema, Server server) {
    this.schema = schema;
    this.server = server;
  }

  PostgresSteps(DefinedStatement statement) {
    this(statement.schema(), statement.server());
  }

  private @Nullable Relation relation(List<Name> name) {
    return schema.find(name) instanceof SchemaState.Lookup.Found found
        ? found.table().snapshot()
        : null;
  }

  /** What a statement does to the table that it names; empty where it does nothing to any. */
  Optional<PostgresStep> of(Statement tree) {
    return Optional.ofNullable(
        switch (tree) {
          case TableStatement.AlterTable d -> alter(d);
          case TableStatement.CreateIndex d ->
              d.concurrently()
                  ? PostgresStep.of(Lock.SHARE_UPDATE_EXCLUSIVE, Effort.READ)
                  : PostgresStep.of(Lock.SHARE, Effort.INDEX);
          case TableStatement.Truncate _ -> PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
          case ObjectStatement.CreateTrigger _ -> PostgresStep.brief(Lock.SHARE_ROW_EXCLUSIVE);
          case ObjectStatement.CreatePolicy _, ObjectStatement.CreateRule _ ->
              PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
          case ObjectStatement.CreateStatistics _ ->
              PostgresStep.brief(Lock.SHARE_UPDATE_EXCLUSIVE);
          case MaintenanceStatement.Reindex d ->
              d.concurrently()
                  ? PostgresStep.of(Lock.SHARE_UPDATE_EXCLUSIVE, Effort.READ)
                  : PostgresStep.of(Lock.SHARE, Effort.INDEX);
          case MaintenanceStatement.Cluster _ ->
              PostgresStep.of(Lock.ACCESS_EXCLUSIVE, Effort.REWRITE);
          case TableStatement.CreateTable d -> create(d);
          case Comment d
              when d.target().kind() == ObjectKind.TABLE
                  || d.target().kind() == ObjectKind.COLUMN ->
              PostgresStep.brief(Lock.SHARE_UPDATE_EXCLUSIVE);
          case MaintenanceStatement.Vacuum d when d.analyze() ->
              PostgresStep.brief(Lock.SHARE_UPDATE_EXCLUSIVE);
          case Drop d when !d.concurrently() -> drop(d);
          default -> null;
        });
  }

  private @Nullable PostgresStep drop(Drop d) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    if (d.kind() == ObjectKind.TABLE) {
      for (List<Name> name : d.names()) {
        Relation relation = relation(name);
        if (relation != null) {
          for (ForeignKey key : relation.foreignKeys()) {
            step = step.and(step.alsoLocking(name(d.at(), key.target()), Lock.ACCESS_EXCLUSIVE));
          }
        }
      }
      return step;
    }
    return switch (d.kind()) {
      case INDEX, TRIGGER, POLICY, RULE -> step;
      default -> null;
    };
  }

  private static List<Name> name(int at, ObjectName name) {
    return List.of(new Name(at, name.schema(), true), new Name(at, name.name(), true));
  }

  /** What a new table does to those that it refers to, or belongs to. */
  private static PostgresStep create(TableStatement.CreateTable d) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_SHARE);
    List<TableConstraint> constraints = new ArrayList<>(d.constraints());
    for (ColumnDefinition column : d.columns()) {
      for (Part part : column.parts()) {
        if (part instanceof Part.Constraint constraint) {
          constraints.add(constraint.constraint());
        }
      }
    }
    for (TableConstraint constraint : constraints) {
      if (constraint instanceof TableConstraint.ForeignKey key) {
        step = step.and(step.alsoLocking(key.target(), Lock.SHARE_ROW_EXCLUSIVE));
      }
    }
    if (d.partitionOf() != null) {
      step = step.and(step.alsoLocking(d.partitionOf().parent(), Lock.ACCESS_EXCLUSIVE));
    }
    return step;
  }

  private PostgresStep alter(TableStatement.AlterTable d) {
    PostgresStep all = PostgresStep.brief(Lock.ACCESS_SHARE);
    if (!isOfTable(d)) {
      return all;
    }
    Relation relation = relation(d.name());
    for (TableAction action : d.actions()) {
      all = all.and(action(action, relation));
    }
    boolean parts =
        relation != null
            && relation.partitioning() != null
            && !d.only()
            && all.others().isEmpty()
            && all.lock() == Lock.ACCESS_EXCLUSIVE;
    // Partitions are changed along with their table.
    return parts
        ? new PostgresStep(all.lock(), all.effort(), List.of(d.name()), Lock.ACCESS_EXCLUSIVE)
        : all;
  }

  /**
   * @param relation the table before the statement; {@code null} where it is not known
   */
  PostgresStep action(TableAction action, @Nullable Relation relation) {
    return switch (action) {
      case TableAction.AddColumn a -> addColumn(a.column());
      case TableAction.SetType a -> setType(a, relation);
      case TableAction.SetNotNull a ->
          PostgresStep.of(
              Lock.ACCESS_EXCLUSIVE,
              isNeverNull(a.column().text(), relation) ? Effort.NONE : Effort.READ);
      case TableAction.SetExpression _ -> PostgresStep.of(Lock.ACCESS_EXCLUSIVE, Effort.REWRITE);
      case TableAction.SetColumn a ->
          PostgresStep.brief(
              isStatistics(a.option()) ? Lock.SHARE_UPDATE_EXCLUSIVE : Lock.ACCESS_EXCLUSIVE);
      case TableAction.AddConstraint a -> addConstraint(a.constraint(), relation);
      case TableAction.DropPart a -> dropConstraint(a, relation);
      case TableAction.ValidateConstraint _ ->
          PostgresStep.of(Lock.SHARE_UPDATE_EXCLUSIVE, Effort.READ);
      case TableAction.AttachPartition a ->
          PostgresStep.of(Lock.SHARE_UPDATE_EXCLUSIVE, attached(a))
              .alsoLocking(a.partition(), Lock.ACCESS_EXCLUSIVE);
      case TableAction.DetachPartition a ->
          PostgresStep.brief(
                  a.concurrently() || a.finish()
                      ? Lock.SHARE_UPDATE_EXCLUSIVE
                      : Lock.ACCESS_EXCLUSIVE)
              .alsoLocking(a.partition(), Lock.ACCESS_EXCLUSIVE);
      case TableAction.Inherit a ->
          PostgresStep.brief(Lock.ACCESS_EXCLUSIVE)
              .alsoLocking(a.parent(), Lock.SHARE_UPDATE_EXCLUSIVE);
      case TableAction.SetOptions _ -> PostgresStep.brief(Lock.SHARE_UPDATE_EXCLUSIVE);
      case TableAction.Other a -> other(a.kind(), relation);
      default -> PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    };
  }

  /**
   * What is done to the rows of a partition that comes. The server does not read them where a
   * validated CHECK proves that they lie within the bounds; here a CHECK over the partition key is
   * held to be that one.
   */
  Effort attached(TableAction.AttachPartition a) {
    Relation partition = relation(a.partition());
    if (partition == null || a.bound().kind() == TableStatement.Bound.Kind.DEFAULT) {
      return Effort.READ;
    }
    List<String> bounds =
        java.util.stream.Stream.concat(a.bound().from().stream(), a.bound().to().stream())
            .filter(Expr.Literal.class::isInstance)
            .map(e -> ((Expr.Literal) e).text())
            .toList();
    boolean proved =
        !bounds.isEmpty()
            && partition.checks().stream()
                .filter(CheckConstraint::validated)
                .anyMatch(c -> bounds.stream().allMatch(c.expression()::contains));
    return proved ? Effort.NONE : Effort.READ;
  }

  private static boolean isStatistics(Option option) {
    String name = option.name();
    return name.equals("statistics")
        || name.endsWith("n_distinct")
        || name.endsWith("n_distinct_inherited");
  }

  private static PostgresStep other(String kind, @Nullable Relation relation) {
    if (kind.startsWith("cluster on") || kind.startsWith("set without cluster")) {
      return PostgresStep.brief(Lock.SHARE_UPDATE_EXCLUSIVE);
    }
    if (kind.contains("trigger")) {
      return PostgresStep.brief(Lock.SHARE_ROW_EXCLUSIVE);
    }
    boolean unlogged = relation != null && relation.traits().unlogged();
    boolean rewrites =
        switch (kind) {
          case "set logged" -> relation == null || unlogged;
          case "set unlogged" -> !unlogged;
          case "set access method", "set tablespace" -> true;
          default -> false;
        };
    return PostgresStep.of(Lock.ACCESS_EXCLUSIVE, rewrites ? Effort.REWRITE : Effort.NONE);
  }

  // ---------------------------------------------------------------- columns

  private PostgresStep addColumn(ColumnDefinition column) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    Expr value = column.find(Part.Default.class).map(Part.Default::value).orElse(null);
    boolean filled = value != null && !(value instanceof Expr.Literal l && l.isNull());
    if (fillsEachRow(column, value)) {
      step = step.with(Effort.REWRITE);
    }
    for (Part part : column.parts()) {
      if (part instanceof Part.Constraint constraint) {
        step = step.and(columnConstraint(constraint.constraint(), filled));
      }
    }
    return step;
  }

  private boolean fillsEachRow(ColumnDefinition column, @Nullable Expr value) {
    DataType type = column.type();
    boolean stored =
        column
            .find(Part.Generated.class)
            .map(g -> !Boolean.FALSE.equals(g.stored()) && isStored(g))
            .orElse(false);
    return isSerial(column)
        || stored
        || column.has(Part.Identity.class)
        || value != null && TreeWalk.first(value, this::isVolatile).isPresent()
        || type != null && isCheckedDomain(type);
  }

  static boolean isSerial(ColumnDefinition column) {
    DataType type = column.type();
    return type != null
        && !type.type().quoted()
        && (COMPUTED_PER_ROW.contains(type.type().name())
            || SERIAL_NUMBERS.contains(type.type().name()));
  }

  /** PostgreSQL 18 computes when it reads where nothing is written; before, STORED must be. */
  private boolean isStored(Part.Generated generated) {
    return Boolean.TRUE.equals(generated.stored()) || server.version() < 180_000;
  }

  /** Whether the value differs from row to row. */
  private boolean isVolatile(Expr expr) {
    if (!(expr instanceof Expr.Call call)) {
      return false;
    }
    String function = call.function();
    return FunctionEffects.isVolatileInPostgres(function)
        || schema.snapshot().routines().stream()
            .anyMatch(r -> r.name().name().equals(function) && r.volatility().equals("volatile"));
  }

  /** Whether the type is a domain with demands of its own, which are checked row by row. */
  private boolean isCheckedDomain(DataType type) {
    return domain(type).map(d -> !d.checks().isEmpty() || !d.nullable()).orElse(false);
  }

  private Optional<UserType.Domain> domain(DataType type) {
    if (type.type().arrayDimensions() > 0 || type.setOf()) {
      return Optional.empty();
    }
    List<Name> name = new ArrayList<>(type.schema());
    name.add(new Name(type.at(), type.type().name(), type.type().quoted()));
    return schema
        .type(name)
        .filter(UserType.Domain.class::isInstance)
        .map(UserType.Domain.class::cast);
  }

  private static PostgresStep columnConstraint(TableConstraint constraint, boolean filled) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    return switch (constraint) {
      case TableConstraint.Key _ -> step.with(Effort.INDEX);
      case TableConstraint.Check c -> c.timing().notEnforced() ? step : step.with(Effort.READ);
      case TableConstraint.ForeignKey f ->
          // NULL refers to nothing: without a default no row needs to be looked at.
          (filled ? step.with(Effort.READ) : step)
              .alsoLocking(f.target(), Lock.SHARE_ROW_EXCLUSIVE);
      default -> step;
    };
  }

  private PostgresStep setType(TableAction.SetType a, @Nullable Relation relation) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    Optional<Column> old = column(a.column().text(), relation);
    if (relation == null || old.isEmpty()) {
      return step.with(Effort.REWRITE);
    }
    TypeChange change = change(a, old.get());
    if (change != TypeChange.NONE && change != TypeChange.CATALOGUE) {
      return step.with(Effort.REWRITE);
    }
    String name = a.column().text();
    // A CHECK over the column is made anew, and with it checked.
    boolean checked =
        relation.checks().stream().anyMatch(c -> c.validated() && mentions(c.expression(), name));
    boolean sorted =
        !a.collation().isEmpty()
            && relation.indexes().stream()
                .anyMatch(i -> i.parts().stream().anyMatch(p -> name.equals(p.column())));
    return step.with(checked ? Effort.READ : Effort.NONE).with(sorted ? Effort.INDEX : Effort.NONE);
  }

  /** What the change of a column's type costs. */
  private TypeChange change(TableAction.SetType a, Column old) {
    if (!isPlain(a)) {
      return TypeChange.REWRITE;
    }
    String before = old.type();
    Optional<UserType.Domain> from = domainOf(before);
    if (from.isPresent()) {
      before = from.get().baseType();
    }
    TypeParts was = TypeParts.printedByPostgres(before);
    Optional<UserType.Domain> to = domain(a.type());
    if (to.isEmpty()) {
      return TypeChange.postgres(was, TypeParts.writtenForPostgres(a.type()));
    }
    TypeParts base = TypeParts.printedByPostgres(to.get().baseType());
    return isCheckedDomain(a.type()) ? TypeChange.REWRITE : TypeChange.postgres(was, base);
  }

  /** Whether the value is the old one, which the server converts. */
  static boolean isPlain(TableAction.SetType a) {
    Expr using = a.using() instanceof Expr.Cast cast ? cast.operand() : a.using();
    return using == null
        || using instanceof Expr.Column c && c.last().text().equals(a.column().text());
  }

  private Optional<UserType.Domain> domainOf(String printed) {
    return schema.snapshot().types().stream()
        .filter(UserType.Domain.class::isInstance)
        .map(UserType.Domain.class::cast)
        .filter(d -> printed.equals(d.name().name()) || printed.equals(d.name().toString()))
        .findFirst();
  }

  static Optional<Column> column(String name, @Nullable Relation relation) {
    return relation == null ? Optional.empty() : relation.findColumn(name);
  }

  /** Whether it is certain that no row has a NULL there, so that the server need not look. */
  boolean isNeverNull(String column, @Nullable Relation relation) {
    if (relation == null) {
      return false;
    }
    Pattern notNull =
        Pattern.compile(
            "\\(*\\s*\"?" + Pattern.quote(column) + "\"?\\s+is\\s+not\\s+null\\s*\\)*",
            Pattern.CASE_INSENSITIVE);
    return column(column, relation).map(c -> !c.nullable()).orElse(false)
        || server.version() >= 120_000
            && relation.checks().stream()
                .filter(CheckConstraint::validated)
                .flatMap(c -> java.util.Arrays.stream(parts(c.expression())))
                .anyMatch(part -> notNull.matcher(part.strip()).matches());
  }

  /** The operands of AND; the whole where it holds an OR. */
  private static String[] parts(String condition) {
    String lower = condition.toLowerCase(Locale.ROOT);
    return lower.contains(" or ") ? new String[] {condition} : condition.split("(?i)\\sand\\s");
  }

  static boolean mentions(String text, String name) {
    return text.contains(name)
        && Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])")
            .matcher(text)
            .find();
  }

  // ---------------------------------------------------------------- constraints

  private PostgresStep addConstraint(TableConstraint constraint, @Nullable Relation relation) {
    TableConstraint.Timing timing = constraint.timing();
    boolean unchecked = timing.notValid() || timing.notEnforced();
    PostgresStep exclusive = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    return switch (constraint) {
      case TableConstraint.Check _ -> unchecked ? exclusive : exclusive.with(Effort.READ);
      case TableConstraint.ForeignKey f ->
          PostgresStep.of(Lock.SHARE_ROW_EXCLUSIVE, unchecked ? Effort.NONE : Effort.READ)
              .alsoLocking(f.target(), Lock.SHARE_ROW_EXCLUSIVE);
      case TableConstraint.Key k -> {
        boolean reads =
            k.primary()
                && k.usingIndex() != null
                && relation != null
                && relation.indexes().stream()
                    .filter(i -> i.name().equals(k.usingIndex().text()))
                    .flatMap(i -> i.parts().stream())
                    .anyMatch(p -> p.column() != null && !isNeverNull(p.column(), relation));
        yield exclusive.with(
            k.usingIndex() == null ? Effort.INDEX : reads ? Effort.READ : Effort.NONE);
      }
      case TableConstraint.Exclude _ -> exclusive.with(Effort.INDEX);
      case TableConstraint.NotNull n ->
          unchecked || isNeverNull(n.column().text(), relation)
              ? exclusive
              : exclusive.with(Effort.READ);
    };
  }

  /** A foreign key that goes takes its triggers from both tables. */
  private static PostgresStep dropConstraint(TableAction.DropPart a, @Nullable Relation relation) {
    PostgresStep step = PostgresStep.brief(Lock.ACCESS_EXCLUSIVE);
    if (relation == null || a.name() == null) {
      return step;
    }
    for (ForeignKey key : relation.foreignKeys()) {
      if (key.name().equals(a.name().text())) {
        return step.alsoLocking(name(a.at(), key.target()), Lock.ACCESS_EXCLUSIVE);
      }
    }
    return step;
  }

  /** Whether the statement is about a table rather than an index, a view or a sequence. */
  static boolean isOfTable(TableStatement.AlterTable d) {
    return d.kind() == ObjectKind.TABLE || d.kind() == ObjectKind.FOREIGN_TABLE;
  }
}
