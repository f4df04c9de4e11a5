package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Dependents;
import dev.dbsa.adapter.sqlcheck.schema.RelationParts;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.schema.UserType.Composite.Attribute;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.ObjectStatement.CreateComposite;
import dev.dbsa.sql.tree.ObjectStatement.CreateDomain;
import dev.dbsa.sql.tree.ObjectStatement.CreateEnum;
import dev.dbsa.sql.tree.ObjectStatement.CreateRange;
import dev.dbsa.sql.tree.ObjectStatement.Label;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableConstraint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types and domains as PostgreSQL keeps them (typecmds.c, pg_enum.c). */
final class PostgresUserTypes {
  private static final int LONGEST_LABEL = 63;

  private PostgresUserTypes() {}

  // ---------------------------------------------------------------- CREATE

  static void create(CreateEnum d, Step step) {
    Set<String> seen = new HashSet<>();
    List<String> labels = new ArrayList<>();
    for (Label label : d.labels()) {
      length(label, step);
      if (!seen.add(label.text())) {
        taken(label, d.name().getLast().text(), step);
      }
      labels.add(label.text());
    }
    make(d.name(), new UserType.Enumeration(home(d.name(), step), labels, null), step);
  }

  static void create(CreateComposite d, Step step) {
    Set<String> seen = new HashSet<>();
    List<Attribute> attributes = new ArrayList<>();
    for (ColumnDefinition attribute : d.attributes()) {
      if (!seen.add(attribute.name().text())) {
        twice(attribute.name(), step);
      }
      attributes.add(attribute(attribute, step));
    }
    make(d.name(), new UserType.Composite(home(d.name(), step), attributes, null), step);
  }

  private static void twice(Name attribute, Step step) {
    step.refuse(
        FindingRule.DUPLICATE_COLUMN,
        attribute,
        "The type has the attribute " + attribute + " twice",
        null);
  }

  private static Attribute attribute(ColumnDefinition attribute, Step step) {
    String type =
        attribute.type() == null
            ? Table.UNKNOWN_TYPE
            : PostgresTypes.printed(attribute.type(), step);
    return new Attribute(attribute.name().text(), type);
  }

  static void create(CreateRange d, Step step) {
    String subtype = "";
    for (Option option : d.options()) {
      if (option.name().equals("subtype")) {
        subtype = option.value();
      }
    }
    if (subtype.isEmpty()) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          d.name().getLast(),
          "The range " + d.name().getLast() + " names no subtype",
          null);
    }
    make(d.name(), new UserType.Range(home(d.name(), step), subtype, null), step);
    step.become(step.state().withRoutine(d.name().getLast().text()));
    step.notShown("What the settings of the range " + Step.words(d.name()) + " name.");
  }

  static void create(CreateDomain d, Step step) {
    String base = PostgresTypes.printed(d.type(), step);
    Name name = d.name().getLast();
    List<CheckConstraint> checks = new ArrayList<>();
    boolean notNull = false;
    boolean nullable = false;
    String byDefault = null;
    for (Part part : d.parts()) {
      switch (part) {
        case Part.NotNull _ -> notNull = true;
        case Part.Null _ -> nullable = true;
        case Part.Default p -> {
          if (byDefault != null) {
            invalid(p.at(), "The domain has two defaults", name, step);
          }
          byDefault = Table.UNKNOWN_DEFAULT;
          step.expression(ExpressionUse.DEFAULT, p.value(), values(base), null);
        }
        case Part.Constraint p -> {
          CheckConstraint check = check(p.constraint(), name, base, checks, step);
          if (check != null) {
            checks.add(check);
          }
        }
        case Part.Collate p -> {
          PostgresObjects.collation(p.collation(), step);
          PostgresColumns.collates(p.at(), name, base, step);
        }
        default -> {}
      }
    }
    if (notNull && nullable) {
      invalid(name.at(), "The domain is both NULL and NOT NULL", name, step);
    }
    make(d.name(), domain(home(d.name(), step), base, !notNull, byDefault, checks), step);
  }

  private static UserType.Domain domain(
      ObjectName name,
      String base,
      boolean nullable,
      @Nullable String byDefault,
      List<CheckConstraint> checks) {
    return new UserType.Domain(
        name,
        base,
        nullable,
        byDefault,
        checks.stream().map(CheckConstraint::expression).toList(),
        null,
        null,
        checks,
        null);
  }

  private static UserType.Domain withChecks(UserType.Domain domain, List<CheckConstraint> checks) {
    return domain(
        domain.name(), domain.baseType(), domain.nullable(), domain.defaultExpression(), checks);
  }

  /** The value that a domain's check speaks of, as a table of one column. */
  private static Table values(String base) {
    TableColumn value = TableColumn.result("value", base.isEmpty() ? null : base);
    return Table.derived("", "value", RelationKind.TABLE, List.of(value), false);
  }

  private static @Nullable CheckConstraint check(
      TableConstraint constraint,
      Name domain,
      String base,
      List<CheckConstraint> known,
      Step step) {
    if (!(constraint instanceof TableConstraint.Check check)) {
      if (!(constraint instanceof TableConstraint.NotNull)) {
        invalid(constraint.at(), "A domain has no such constraint", domain, step);
      }
      return null;
    }
    step.expression(ExpressionUse.CHECK, check.condition(), values(base), null);
    Name written = check.name();
    String name = written == null ? "" : written.text();
    for (int n = 0; name.isEmpty() || written == null && has(known, name); n++) {
      name = PostgresNames.make(domain.text(), null, "check" + (n == 0 ? "" : n));
    }
    if (written != null && has(known, name)) {
      step.exists("constraint", written, null);
    }
    return new CheckConstraint(name, "", true, true);
  }

  private static boolean has(List<CheckConstraint> checks, String name) {
    return checks.stream().anyMatch(c -> c.name().equals(name));
  }

  private static void invalid(int at, String message, Name name, Step step) {
    step.refuse(FindingRule.INVALID_OBJECT, at, message, null, name.text());
  }

  private static ObjectName home(List<Name> name, Step step) {
    return new ObjectName(step.state().homeOf(name), name.getLast().text());
  }

  private static void make(List<Name> name, UserType type, Step step) {
    if (step.homeIsThere(name)) {
      free(name.getLast(), type.name().schema(), step);
    }
    step.become(step.state().with(type));
  }

  private static void free(Name name, String schema, Step step) {
    SchemaState state = step.state();
    Optional<Table> table = state.findIn(schema, name.text());
    boolean relation = table.isPresent();
    Optional<UserType> type = state.type(schema, name.text());
    boolean shell = type.isPresent() && type.get() instanceof UserType.Base base && base.shell();
    if (relation) {
      step.exists(PostgresNames.kind(table.get()), name, "Its rows have a type of that name.");
    } else if (type.isPresent() && !shell) {
      step.exists("type", name, "Choose another name.");
    }
  }

  private static void length(Label label, Step step) {
    if (label.text().getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          label.at(),
          "A label has at most " + LONGEST_LABEL + " bytes",
          null,
          label.text());
    }
  }

  private static void taken(Label label, String type, Step step) {
    step.refuse(
        FindingRule.OBJECT_EXISTS,
        label.at(),
        "The type " + type + " has the label " + label.text() + " already",
        null,
        label.text());
  }

  // ---------------------------------------------------------------- finding one

  /** The type of this name; a refusal where there is none, nothing where it is not known. */
  static @Nullable UserType need(ObjectKind kind, List<Name> name, Step step) {
    return find(kind, name, false, step);
  }

  private static @Nullable UserType find(
      ObjectKind kind, List<Name> name, boolean ifExists, Step step) {
    SchemaState state = step.state();
    Optional<UserType> type = state.type(name);
    if (type.isPresent()) {
      if (kind == ObjectKind.DOMAIN && !(type.get() instanceof UserType.Domain)) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            name.getLast() + " is a type, not a domain",
            "Write TYPE.");
      }
      return type.get();
    }
    Name last = name.getLast();
    if (name.size() > 1) {
      Name home = name.get(name.size() - 2);
      boolean noHome =
          !state.isUncertain()
              && !state.hasSchema(home.text())
              && !state.isSystemSchema(home.text());
      if (noHome && ifExists) {
        return null;
      }
      if (noHome) {
        step.homeIsThere(name);
        return null;
      }
    }
    if (mayBe(name, state)) {
      step.notShown("Whether there is a " + kind.words() + " " + Step.words(name) + ".");
      return null;
    }
    if (ifExists) {
      step.remark(
          FindingRule.UNKNOWN_TYPE,
          Severity.INFO,
          last,
          "There is no " + kind.words() + " " + last);
      return null;
    }
    List<String> names = state.snapshot().types().stream().map(t -> t.name().name()).toList();
    step.refuse(
        FindingRule.UNKNOWN_TYPE,
        last,
        "There is no " + kind.words() + " " + last,
        NearestName.hint(NearestName.find(last.text(), names)));
    return null;
  }

  private static boolean mayBe(List<Name> name, SchemaState state) {
    String text = name.getLast().text();
    return !state.isFollowed()
        || name.size() > 1 && state.isSystemSchema(name.get(name.size() - 2).text())
        || BuiltInTypes.isKnown(text)
        || state.extensionMayHaveType(text)
        || state.find(name) instanceof SchemaState.Lookup.Found
        || state.find(name) instanceof SchemaState.Lookup.Unseen
        || text.startsWith("_")
        || text.startsWith("pg_")
        || text.endsWith("multirange")
        || !state.snapshot().omissions().isEmpty();
  }

  // ---------------------------------------------------------------- ALTER

  static void alter(ObjectKind kind, List<Name> name, List<Change> changes, Step step) {
    UserType type = need(kind, name, step);
    if (type == null) {
      return;
    }
    for (Change change : changes) {
      type = change(type, change, name.getLast(), step);
    }
  }

  private static UserType change(UserType type, Change change, Name name, Step step) {
    return switch (change) {
      case Change.AddValue c -> labels(type, name, step) ? addValue(type, c, step) : type;
      case Change.RenameValue c -> labels(type, name, step) ? renameValue(type, c, step) : type;
      case Change.Rename c ->
          move(type, new ObjectName(type.name().schema(), c.to().text()), c.to(), step);
      case Change.SetSchema c -> {
        if (!PostgresObjects.schemaIsThere(c.schema(), step)) {
          yield type;
        }
        yield c.schema().text().equals(type.name().schema())
            ? type
            : move(type, new ObjectName(c.schema().text(), type.name().name()), name, step);
      }
      case Change.OwnerTo c -> {
        PostgresObjects.role(c.role(), step);
        yield type;
      }
      case Change.AddAttribute c ->
          attributes(type, name, c.cascade(), step) ? add(type, c, step) : type;
      case Change.DropAttribute c ->
          attributes(type, name, c.cascade(), step) ? drop(type, c, step) : type;
      case Change.AlterAttribute c -> {
        if (!attributes(type, name, c.cascade(), step)) {
          yield type;
        }
        PostgresTypedTables.rowsChange(type.name(), name, step);
        yield alter(type, c, step);
      }
      case Change.RenameAttribute c ->
          attributes(type, name, c.cascade(), step) ? rename(type, c, step) : type;
      case Change.AddDomainConstraint c -> {
        if (type instanceof UserType.Domain domain) {
          List<CheckConstraint> checks = new ArrayList<>(domain.constraints());
          CheckConstraint check = check(c.constraint(), name, domain.baseType(), checks, step);
          if (check != null) {
            checks.add(check);
          }
          yield keep(withChecks(domain, checks), step);
        }
        yield type;
      }
      case Change.DropDomainConstraint c -> {
        if (type instanceof UserType.Domain domain
            && constraint(domain, c.constraint(), c.ifExists(), step)) {
          List<CheckConstraint> checks = new ArrayList<>(domain.constraints());
          checks.removeIf(k -> k.name().equals(c.constraint().text()));
          yield keep(withChecks(domain, checks), step);
        }
        yield type;
      }
      case Change.ValidateDomainConstraint c -> {
        if (type instanceof UserType.Domain domain) {
          constraint(domain, c.constraint(), false, step);
        }
        yield type;
      }
      case Change.RenameDomainConstraint c -> {
        if (type instanceof UserType.Domain domain && constraint(domain, c.from(), false, step)) {
          if (has(domain.constraints(), c.to().text())) {
            step.exists("constraint", c.to(), null);
          }
          List<CheckConstraint> checks = new ArrayList<>();
          for (CheckConstraint check : domain.constraints()) {
            boolean it = check.name().equals(c.from().text());
            checks.add(
                it ? new CheckConstraint(c.to().text(), check.expression(), true, true) : check);
          }
          yield keep(withChecks(domain, checks), step);
        }
        yield type;
      }
      case Change.DomainDefault c -> {
        Expr value = c.value();
        if (value != null && type instanceof UserType.Domain domain) {
          step.expression(ExpressionUse.DEFAULT, value, values(domain.baseType()), null);
        }
        yield type;
      }
      case Change.DomainNotNull c -> {
        if (type instanceof UserType.Domain domain) {
          yield keep(
              domain(
                  domain.name(),
                  domain.baseType(),
                  c.drop(),
                  domain.defaultExpression(),
                  domain.constraints()),
              step);
        }
        yield type;
      }
      default -> {
        step.notShown("What the settings of the type " + name + " name.");
        yield type;
      }
    };
  }

  /** Whether the domain has the constraint; a refusal where it has not. */
  private static boolean constraint(
      UserType.Domain domain, Name name, boolean ifExists, Step step) {
    boolean unlisted = domain.constraints().isEmpty() && !domain.checks().isEmpty();
    boolean there =
        has(domain.constraints(), name.text()) || name.text().equals(domain.notNullConstraint());
    if (!there
        && !ifExists
        && !unlisted
        && !step.state().isUncertain()
        && !mayBeNotNull(domain, name)) {
      step.refuse(
          FindingRule.UNKNOWN_CONSTRAINT,
          name,
          "The domain " + domain.name().name() + " has no constraint " + name,
          NearestName.hint(
              NearestName.find(
                  name.text(), domain.constraints().stream().map(CheckConstraint::name).toList())));
    }
    return there;
  }

  /** Refuses a domain or a constraint of it that is not there. */
  static void needConstraint(List<Name> domain, Name name, Step step) {
    if (need(ObjectKind.DOMAIN, domain, step) instanceof UserType.Domain found) {
      constraint(found, name, false, step);
    }
  }

  private static boolean mayBeNotNull(UserType.Domain domain, Name name) {
    return !domain.nullable() && name.text().contains("not_null");
  }

  private static UserType keep(UserType type, Step step) {
    step.become(step.state().with(type));
    return type;
  }

  private static boolean labels(UserType type, Name name, Step step) {
    boolean right = type instanceof UserType.Enumeration;
    if (!right) {
      wrong(name, "an enumeration", step);
    }
    return right;
  }

  private static boolean attributes(UserType type, Name name, boolean cascade, Step step) {
    boolean right = type instanceof UserType.Composite;
    if (!right) {
      wrong(name, "a composite type", step);
    } else {
      PostgresTypedTables.attributesChange(type, name, cascade, step);
    }
    return right;
  }

  private static void wrong(Name name, String what, Step step) {
    step.refuse(FindingRule.WRONG_OBJECT_TYPE, name, name + " is not " + what, null);
  }

  private static UserType addValue(UserType type, Change.AddValue c, Step step) {
    UserType.Enumeration enumeration = (UserType.Enumeration) type;
    List<String> labels = new ArrayList<>(enumeration.labels());
    length(c.label(), step);
    if (labels.contains(c.label().text())) {
      if (!c.ifNotExists() && step.state().isSureOfPresence()) {
        taken(c.label(), type.name().name(), step);
      }
      return type;
    }
    Label neighbour = c.neighbour();
    int at = labels.size();
    if (neighbour != null) {
      int found = labels.indexOf(neighbour.text());
      if (found < 0) {
        noLabel(neighbour, enumeration, step);
      } else {
        at = c.before() ? found : found + 1;
      }
    }
    labels.add(at, c.label().text());
    return keep(new UserType.Enumeration(type.name(), labels, type.comment()), step);
  }

  private static void noLabel(Label label, UserType.Enumeration type, Step step) {
    if (step.state().isUncertain()) {
      return;
    }
    step.refuse(
        FindingRule.UNKNOWN_OBJECT,
        label.at(),
        "The type " + type.name().name() + " has no label " + label.text(),
        NearestName.hint(NearestName.find(label.text(), type.labels())),
        label.text());
  }

  private static UserType renameValue(UserType type, Change.RenameValue c, Step step) {
    UserType.Enumeration enumeration = (UserType.Enumeration) type;
    List<String> labels = new ArrayList<>(enumeration.labels());
    int found = labels.indexOf(c.from().text());
    length(c.to(), step);
    if (found < 0) {
      noLabel(c.from(), enumeration, step);
      return type;
    }
    if (labels.contains(c.to().text())) {
      taken(c.to(), type.name().name(), step);
      return type;
    }
    labels.set(found, c.to().text());
    return keep(new UserType.Enumeration(type.name(), labels, type.comment()), step);
  }

  private static int indexOf(UserType.Composite type, String attribute) {
    for (int i = 0; i < type.attributes().size(); i++) {
      if (type.attributes().get(i).name().equals(attribute)) {
        return i;
      }
    }
    return -1;
  }

  private static UserType add(UserType type, Change.AddAttribute c, Step step) {
    UserType.Composite composite = (UserType.Composite) type;
    if (indexOf(composite, c.attribute().name().text()) >= 0) {
      twice(c.attribute().name(), step);
      return type;
    }
    List<Attribute> attributes = new ArrayList<>(composite.attributes());
    attributes.add(attribute(c.attribute(), step));
    return keep(new UserType.Composite(type.name(), attributes, type.comment()), step);
  }

  private static void noAttribute(Name attribute, UserType.Composite type, Step step) {
    step.refuse(
        FindingRule.UNKNOWN_COLUMN,
        attribute,
        "The type " + type.name().name() + " has no attribute " + attribute,
        NearestName.hint(
            NearestName.find(
                attribute.text(), type.attributes().stream().map(Attribute::name).toList())));
  }

  private static UserType drop(UserType type, Change.DropAttribute c, Step step) {
    UserType.Composite composite = (UserType.Composite) type;
    int found = indexOf(composite, c.attribute().text());
    if (found < 0) {
      if (!c.ifExists()) {
        noAttribute(c.attribute(), composite, step);
      }
      return type;
    }
    List<Attribute> attributes = new ArrayList<>(composite.attributes());
    attributes.remove(found);
    return keep(new UserType.Composite(type.name(), attributes, type.comment()), step);
  }

  private static UserType alter(UserType type, Change.AlterAttribute c, Step step) {
    UserType.Composite composite = (UserType.Composite) type;
    String printed = PostgresTypes.printed(c.type(), step);
    int found = indexOf(composite, c.attribute().text());
    if (found < 0) {
      noAttribute(c.attribute(), composite, step);
      return type;
    }
    List<Attribute> attributes = new ArrayList<>(composite.attributes());
    attributes.set(found, new Attribute(c.attribute().text(), printed));
    return keep(new UserType.Composite(type.name(), attributes, type.comment()), step);
  }

  private static UserType rename(UserType type, Change.RenameAttribute c, Step step) {
    UserType.Composite composite = (UserType.Composite) type;
    int found = indexOf(composite, c.from().text());
    if (found < 0) {
      noAttribute(c.from(), composite, step);
      return type;
    }
    if (indexOf(composite, c.to().text()) >= 0) {
      twice(c.to(), step);
      return type;
    }
    List<Attribute> attributes = new ArrayList<>(composite.attributes());
    attributes.set(found, new Attribute(c.to().text(), attributes.get(found).type()));
    return keep(new UserType.Composite(type.name(), attributes, type.comment()), step);
  }

  private static UserType move(UserType type, ObjectName to, Name name, Step step) {
    if (!to.equals(type.name())) {
      Name target = new Name(name.at(), to.name(), name.quoted());
      free(target, to.schema(), step);
    }
    UserType moved =
        switch (type) {
          case UserType.Enumeration t -> new UserType.Enumeration(to, t.labels(), t.comment());
          case UserType.Domain t ->
              domain(to, t.baseType(), t.nullable(), t.defaultExpression(), t.constraints());
          case UserType.Composite t -> new UserType.Composite(to, t.attributes(), t.comment());
          case UserType.Range t -> new UserType.Range(to, t.subtype(), t.comment());
          case UserType.Base t -> new UserType.Base(to, t.shell(), t.comment());
        };
    List<Table> users = users(type, step.state());
    step.become(step.state().without(type).with(moved));
    for (Table table : users) {
      // Its columns have the type under its new name, which is not worked out.
      step.become(step.state().with(retyped(table, type)));
    }
    return moved;
  }

  private static Table retyped(Table table, UserType type) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.relation().columns()) {
      columns.add(
          isOf(column, type)
              ? new Column(
                  column.name(),
                  column.position(),
                  Table.UNKNOWN_TYPE,
                  column.nullable(),
                  column.defaultExpression(),
                  column.generation(),
                  column.generationExpression(),
                  column.collation(),
                  column.comment())
              : column);
    }
    return table.with(RelationParts.of(table.relation()).columns(columns).relation());
  }

  private static boolean isOf(Column column, UserType type) {
    return !column.type().isEmpty()
        && PostgresTypes.mayBeSame(column.type().replace("[]", ""), type.name().name());
  }

  /** The tables that have columns of a type. */
  private static List<Table> users(UserType type, SchemaState state) {
    Set<ObjectName> seen = new HashSet<>();
    List<Table> found = new ArrayList<>();
    for (Table table : state.touchedTables()) {
      seen.add(table.fullName());
      if (table.relation().columns().stream().anyMatch(c -> isOf(c, type))) {
        found.add(table);
      }
    }
    for (var relation : state.snapshot().relations()) {
      boolean uses = relation.columns().stream().anyMatch(c -> isOf(c, type));
      if (uses && seen.add(relation.name())) {
        state
            .find(relation.name())
            .filter(t -> t.relation().columns().stream().anyMatch(c -> isOf(c, type)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  // ---------------------------------------------------------------- DROP

  static void drop(Drop d, Step step) {
    List<UserType> going = new ArrayList<>();
    Set<ObjectName> names = new HashSet<>();
    for (List<Name> name : d.names()) {
      UserType type = find(d.kind(), name, d.ifExists(), step);
      if (type != null) {
        going.add(type);
        names.add(type.name());
      } else if (step.state().isUncertain()) {
        step.become(step.state().losingObjects());
      }
    }
    for (UserType type : going) {
      Name name = d.names().getFirst().getLast();
      if (!d.cascade() && step.state().isSureOfPresence()) {
        String user = user(type, names, step.state());
        if (user != null) {
          step.refuse(
              FindingRule.DEPENDENT_OBJECTS,
              name,
              type.name().name() + " is still used by " + user,
              "Drop or change it first, or write CASCADE.");
        }
      }
      step.become(step.state().without(type));
    }
  }

  private static @Nullable String user(UserType type, Set<ObjectName> going, SchemaState state) {
    for (Table table : users(type, state)) {
      for (Column column : table.relation().columns()) {
        if (isSurelyOf(column, type, state)) {
          return "the column " + table.name() + "." + column.name();
        }
      }
    }
    var reference =
        new dev.dbsa.domain.schema.ObjectReference(
            dev.dbsa.domain.schema.ObjectKind.TYPE, type.name());
    for (Dependency dependency : Dependents.of(reference, state)) {
      var user = dependency.dependent();
      boolean blocks =
          switch (user.kind()) {
            case ROUTINE -> true;
            case TYPE -> !going.contains(user.name());
            case RELATION -> state.find(user.name()).filter(Table::isOld).isPresent();
            default -> false;
          };
      if (blocks && !dependency.automatic()) {
        return PostgresDependents.words(user);
      }
    }
    return null;
  }

  /** Whether a column has the type and no other of that name. */
  private static boolean isSurelyOf(Column column, UserType type, SchemaState state) {
    String plain = column.type().replace("[]", "").replace("\"", "");
    if (plain.contains(".")) {
      return plain.equals(type.name().toString());
    }
    return plain.equals(type.name().name())
        && state
            .type(List.of(new Name(0, plain, true)))
            .filter(t -> t.name().equals(type.name()))
            .isPresent();
  }
}
