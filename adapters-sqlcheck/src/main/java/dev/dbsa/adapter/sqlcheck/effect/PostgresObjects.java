package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ObjectStatement.AlterObject;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.ObjectStatement.CreateObject;
import dev.dbsa.sql.tree.ObjectStatement.CreatePublication;
import dev.dbsa.sql.tree.ObjectStatement.PublicationObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's objects of all kinds: whether they are there, what ALTER and DROP do to them. */
final class PostgresObjects {
  private PostgresObjects() {}

  static ObjectKey key(ObjectKind kind, String schema, String name) {
    return new ObjectKey(kind, schema, name);
  }

  /** Whether a role is there; a refusal where it is not. */
  static void role(Name role, Step step) {
    PostgresRoles.need(role, false, step);
  }

  /** Whether a schema that is named alone is there; a refusal where it is not. */
  static boolean schemaIsThere(Name schema, Step step) {
    SchemaState state = step.state();
    boolean missing =
        !state.isUncertain()
            && !state.hasSchema(schema.text())
            && !state.isSystemSchema(schema.text());
    if (missing) {
      SchemaNames.unknownTable(
          state,
          List.of(schema),
          new Lookup.NoSchema(schema.text()),
          Severity.ERROR,
          step.reporter());
    }
    return !missing;
  }

  // ---------------------------------------------------------------- whether it is there

  /** What is known of an object's being there. */
  enum Presence {
    THERE,
    MISSING,
    /** No snapshot shows it, or the script may have made or dropped it. */
    NOT_SHOWN
  }

  /** Looks an object up that is no table, type or routine. */
  static Presence presence(ObjectKind kind, List<Name> name, SchemaState state) {
    String text = name.getLast().text();
    boolean inSchema = isInSchema(kind);
    List<String> homes =
        !inSchema
            ? List.of("")
            : name.size() > 1 ? List.of(name.get(name.size() - 2).text()) : state.searchPath();
    boolean dropped = false;
    for (String home : homes) {
      Boolean made = state.other(key(kind, home, text));
      if (Boolean.TRUE.equals(made)) {
        return Presence.THERE;
      }
      if (made != null) {
        dropped = true;
      } else if (isInSnapshot(kind, new ObjectName(home, text), state)) {
        return Presence.THERE;
      }
    }
    boolean system = inSchema && homes.stream().anyMatch(state::isSystemSchema);
    boolean unsure = !state.isFollowed() || system || !dropped && !isListed(kind, text, state);
    return unsure ? Presence.NOT_SHOWN : Presence.MISSING;
  }

  private static boolean isInSchema(ObjectKind kind) {
    return switch (kind) {
      case COLLATION,
          STATISTICS,
          CONVERSION,
          OPERATOR,
          OPERATOR_CLASS,
          OPERATOR_FAMILY,
          TEXT_SEARCH_CONFIGURATION,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE ->
          true;
      default -> false;
    };
  }

  private static boolean isInSnapshot(ObjectKind kind, ObjectName name, SchemaState state) {
    FurtherObjects further = state.snapshot().further();
    String text = name.name();
    return switch (kind) {
      case EXTENSION -> state.snapshot().extensions().stream().anyMatch(e -> e.name().equals(text));
      case COLLATION -> further.collations().stream().anyMatch(c -> c.name().equals(name));
      case STATISTICS -> further.statistics().stream().anyMatch(s -> s.name().equals(name));
      case EVENT_TRIGGER -> further.eventTriggers().stream().anyMatch(t -> t.name().equals(text));
      case PUBLICATION -> further.publications().stream().anyMatch(p -> p.name().equals(text));
      case LANGUAGE -> further.installed().languages().contains(text);
      case ACCESS_METHOD -> further.installed().accessMethods().contains(text);
      default -> {
        dev.dbsa.domain.schema.ObjectKind is = inSnapshot(kind);
        yield is != null
            && further.others().stream().anyMatch(o -> o.kind() == is && o.name().equals(name));
      }
    };
  }

  private static dev.dbsa.domain.schema.@Nullable ObjectKind inSnapshot(ObjectKind kind) {
    return switch (kind) {
      case SERVER -> dev.dbsa.domain.schema.ObjectKind.FOREIGN_SERVER;
      case FOREIGN_DATA_WRAPPER -> dev.dbsa.domain.schema.ObjectKind.FOREIGN_DATA_WRAPPER;
      case TEXT_SEARCH_CONFIGURATION -> dev.dbsa.domain.schema.ObjectKind.TEXT_SEARCH_CONFIGURATION;
      case TEXT_SEARCH_DICTIONARY -> dev.dbsa.domain.schema.ObjectKind.TEXT_SEARCH_DICTIONARY;
      default -> null;
    };
  }

  /** Whether the snapshot lists all objects of a kind that may bear this name. */
  private static boolean isListed(ObjectKind kind, String name, SchemaState state) {
    FurtherObjects further = state.snapshot().further();
    return switch (kind) {
      case EXTENSION -> true;
      case EVENT_TRIGGER, PUBLICATION -> further.known();
      case STATISTICS -> further.known() && !state.mayHaveUnlistedObjects();
      case COLLATION ->
          further.known()
              && !further.installed().collations().isEmpty()
              && !further.installed().collations().contains(name)
              && !name.equals("default");
      case LANGUAGE -> !further.installed().languages().isEmpty();
      case ACCESS_METHOD -> !further.installed().accessMethods().isEmpty();
      default -> false;
    };
  }

  /**
   * Looks an object of any kind up; refuses where it is not there, says so where no schema shows
   * it.
   */
  static void need(ObjectReference object, Step step) {
    List<Name> name = object.name();
    switch (object.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> relation(object, step);
      case COLUMN -> column(object, step);
      case INDEX -> index(name, step);
      case SEQUENCE -> sequence(name, step);
      case SCHEMA -> schemaIsThere(name.getLast(), step);
      case TYPE, DOMAIN -> PostgresUserTypes.need(object.kind(), name, step);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> PostgresRoutines.need(object, step);
      case TRIGGER, POLICY, RULE ->
          PostgresTriggers.need(object.kind(), name.getLast(), object.belongsTo(), false, step);
      case CONSTRAINT -> constraint(object, step);
      case ROLE, USER -> role(name.getLast(), step);
      default -> other(object, false, step);
    }
  }

  private static boolean other(ObjectReference object, boolean ifExists, Step step) {
    String words =
        object.kind().words() + (object.name().isEmpty() ? "" : " " + Step.words(object.name()));
    if (object.name().isEmpty()) {
      step.notShown("Whether there is such a " + words + ".");
      return false;
    }
    return switch (presence(object.kind(), object.name(), step.state())) {
      case THERE -> true;
      case NOT_SHOWN -> {
        step.notShown("Whether there is a " + words + ".");
        yield false;
      }
      case MISSING -> {
        Name last = object.name().getLast();
        if (ifExists) {
          step.remark(FindingRule.UNKNOWN_OBJECT, Severity.INFO, last, "There is no " + words);
        } else {
          step.refuse(FindingRule.UNKNOWN_OBJECT, last, "There is no " + words, null);
        }
        yield false;
      }
    };
  }

  private static void relation(ObjectReference object, Step step) {
    Table table = step.find(object.name());
    if (table == null) {
      String home = step.state().homeOf(object.name());
      String text = object.name().getLast().text();
      boolean other =
          step.state().sequence(object.name()).isPresent()
              || step.state().ownerOfIndex(home, text).isPresent();
      if (other) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            object.name().getLast(),
            text + " is not a " + object.kind().words(),
            null);
      } else {
        step.need(object.name());
      }
      return;
    }
    String right = PostgresNames.kind(table);
    if (!table.open() && !right.equals(object.kind().words())) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          object.name().getLast(),
          table.name() + " is a " + right + ", not a " + object.kind().words(),
          null);
    }
  }

  /** A column's name ends that of its table, or stands beside it. */
  private static void column(ObjectReference object, Step step) {
    boolean beside = !object.belongsTo().isEmpty();
    List<Name> on =
        beside ? object.belongsTo() : object.name().subList(0, object.name().size() - 1);
    if (on.isEmpty()) {
      return;
    }
    var type = step.state().type(on);
    Name column = object.name().getLast();
    if (type.isPresent()) {
      if (type.get() instanceof UserType.Composite composite
          && composite.attributes().stream().noneMatch(a -> a.name().equals(column.text()))) {
        step.refuse(
            FindingRule.UNKNOWN_COLUMN,
            column,
            "The type " + on.getLast() + " has no attribute " + column,
            null);
      }
      return;
    }
    if (PostgresDrops.ownerOfIndex(on, step).isPresent()) {
      return;
    }
    Table table = step.need(on);
    if (table != null) {
      Keys.column(column, TableDraft.of(step.state(), table), step);
    }
  }

  static void index(List<Name> name, Step step) {
    SchemaState state = step.state();
    if (PostgresDrops.ownerOfIndex(name, step).isPresent()
        || !state.isSureOfNames()
        || !state.isFollowed()
        || name.getLast().text().startsWith("pg_")
        || name.size() > 1 && state.isSystemSchema(name.get(name.size() - 2).text())) {
      return;
    }
    if (name.size() > 1 && !step.homeIsThere(name)) {
      return;
    }
    Table table = step.find(name);
    if (table != null) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name.getLast(),
          name.getLast() + " is a " + PostgresNames.kind(table) + ", not an index",
          null);
      return;
    }
    if (hasPartitions(state)) {
      step.notShown("Whether a partition has an index " + name.getLast() + ".");
      return;
    }
    step.missing(FindingRule.UNKNOWN_INDEX, "index", name.getLast(), List.of());
  }

  /** Whether there are partitions, whose indexes no snapshot lists. */
  private static boolean hasPartitions(SchemaState state) {
    return state.snapshot().relations().stream().anyMatch(r -> r.partitioning() != null);
  }

  static void sequence(List<Name> name, Step step) {
    SchemaState state = step.state();
    if (state.sequence(name).isPresent() || !state.isFollowed()) {
      return;
    }
    if (name.size() > 1 && !step.homeIsThere(name)) {
      return;
    }
    if (state.find(name) instanceof Lookup.Unseen) {
      step.notShown("Whether there is a sequence " + Step.words(name) + ".");
      return;
    }
    step.missing(
        FindingRule.UNKNOWN_OBJECT, "sequence", name.getLast(), PostgresSequences.names(state));
  }

  /** Looks a collation up. */
  static void collation(List<Name> name, Step step) {
    Name last = name.getLast();
    List<String> installed = step.state().snapshot().further().installed().collations();
    if (!last.text().equals("default") && !installed.contains(last.text())) {
      other(ObjectReference.of(ObjectKind.COLLATION, name), false, step);
    }
  }

  private static void constraint(ObjectReference object, Step step) {
    if (object.onDomain()) {
      PostgresUserTypes.needConstraint(object.belongsTo(), object.name().getLast(), step);
      return;
    }
    Table table = step.need(object.belongsTo());
    if (table == null || table.open() || !step.state().isSureOfNames()) {
      return;
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    Name name = object.name().getLast();
    if (!draft.hasConstraint(name.text()) && !table.isOld()
        || !draft.hasConstraint(name.text())
            && step.state().catalog().findRoot(table.fullName()).isEmpty()) {
      step.refuse(
          FindingRule.UNKNOWN_CONSTRAINT,
          name,
          "The table " + table.name() + " has no constraint " + name,
          NearestName.hint(NearestName.find(name.text(), draft.constraintNames())));
    }
  }

  // ---------------------------------------------------------------- CREATE

  static void create(CreateObject d, Step step) {
    ObjectReference object = d.object();
    List<Name> name = object.name();
    if (object.kind() == ObjectKind.DATABASE || object.kind() == ObjectKind.TABLESPACE) {
      PostgresTransactions.notInside(
          d.at(), "CREATE " + object.kind().words().toUpperCase(java.util.Locale.ROOT), step);
    }
    if (!name.isEmpty()) {
      Name last = name.getLast();
      boolean home = !isInSchema(object.kind()) || step.homeIsThere(name);
      Presence presence = presence(object.kind(), name, step.state());
      boolean comparable = home && object.kind() != ObjectKind.OPERATOR;
      if (comparable && presence == Presence.THERE && isHere(object, step.state())) {
        if (d.ifNotExists()) {
          return;
        }
        if (!d.orReplace()) {
          step.exists(object.kind().words(), last, "Leave it out, or write IF NOT EXISTS.");
        }
      }
      String schema = isInSchema(object.kind()) ? step.state().homeOf(name) : "";
      step.become(step.state().with(key(object.kind(), schema, last.text()), true));
    }
    switch (object.kind()) {
      case EXTENSION -> extension(d, step);
      case TYPE, DOMAIN -> {
        step.become(step.state().withTypeName(name.getLast().text()));
        step.notShown("What the settings of the type " + Step.words(name) + " name.");
      }
      case OPERATOR, ACCESS_METHOD, LANGUAGE -> {
        step.loseTrack(
            "What the " + object.kind().words() + " " + Step.words(name) + " is made of.");
      }
      default ->
          step.notShown(
              "What the settings of the "
                  + object.kind().words()
                  + (name.isEmpty() ? "" : " " + Step.words(name))
                  + " name.");
    }
  }

  /** Whether it is in the very schema that it would be made in. */
  private static boolean isHere(ObjectReference object, SchemaState state) {
    if (!isInSchema(object.kind())) {
      return true;
    }
    ObjectName name = new ObjectName(state.homeOf(object.name()), object.name().getLast().text());
    Boolean made = state.other(key(object.kind(), name.schema(), name.name()));
    return made != null ? made : isInSnapshot(object.kind(), name, state);
  }

  private static void extension(CreateObject d, Step step) {
    for (var option : d.options()) {
      if (option.name().equals("schema") && !option.value().isEmpty()) {
        schemaIsThere(new Name(option.at(), option.value(), false), step);
      }
    }
    Name name = d.object().name().getLast();
    step.notShown("Whether the server has the extension " + name + ".");
    step.loseTrack("What the extension " + name + " brings.");
  }

  static void create(CreatePublication d, Step step) {
    objects(d.objects(), step);
    ObjectReference object = ObjectReference.of(ObjectKind.PUBLICATION, d.name());
    if (presence(ObjectKind.PUBLICATION, object.name(), step.state()) == Presence.THERE) {
      step.exists("publication", d.name(), null);
    }
    step.become(step.state().with(key(ObjectKind.PUBLICATION, "", d.name().text()), true));
  }

  private static void objects(List<PublicationObject> objects, Step step) {
    for (PublicationObject object : objects) {
      if (object.name().isEmpty()) {
        continue;
      }
      if (object.schema()) {
        schemaIsThere(object.name().getLast(), step);
        continue;
      }
      Table table = step.need(object.name());
      if (table == null) {
        continue;
      }
      if (!table.kind().isTable() && !table.open()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            object.name().getLast(),
            table.name() + " is a " + PostgresNames.kind(table) + ", which is not published",
            null);
      }
      Keys.columns(object.columns(), TableDraft.of(step.state(), table), true, step);
      if (object.where() != null) {
        step.expression(
            dev.dbsa.adapter.sqlcheck.bind.ExpressionUse.ROWS, object.where(), table, null);
      }
    }
  }

  // ---------------------------------------------------------------- ALTER

  static void alter(AlterObject d, Step step) {
    ObjectReference object = d.object();
    switch (object.kind()) {
      case TYPE, DOMAIN -> PostgresUserTypes.alter(object.kind(), object.name(), d.changes(), step);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> routine(d, step);
      case TRIGGER, POLICY, RULE -> ofTable(d, step);
      case SCHEMA -> schema(d, step);
      default -> {
        boolean there = false;
        if (object.kind() == ObjectKind.SEQUENCE
            || object.kind() == ObjectKind.TABLE
            || object.kind() == ObjectKind.INDEX
            || object.kind() == ObjectKind.VIEW
            || object.kind() == ObjectKind.MATERIALIZED_VIEW
            || object.kind() == ObjectKind.FOREIGN_TABLE) {
          need(object, step);
        } else if (object.kind() == ObjectKind.ROLE || object.kind() == ObjectKind.USER) {
          PostgresRoles.alter(object.name().getLast(), d.changes(), step);
        } else {
          there = other(object, d.ifExists(), step);
        }
        d.changes().forEach(c -> change(object, c, step));
        moved(d, there, step);
      }
    }
  }

  /** What all kinds have in common. */
  private static void change(ObjectReference object, Change change, Step step) {
    switch (change) {
      case Change.OwnerTo c -> role(c.role(), step);
      case Change.SetSchema c -> schemaIsThere(c.schema(), step);
      case Change.DependsOn c ->
          other(ObjectReference.of(ObjectKind.EXTENSION, c.extension()), false, step);
      case Change.Member c -> need(c.member(), step);
      case Change.PublicationObjects c -> objects(c.objects(), step);
      case Change.Rename _ -> {}
      default -> step.notShown("What the new settings of the " + object.kind().words() + " name.");
    }
    if (object.kind() == ObjectKind.EXTENSION && !(change instanceof Change.OwnerTo)) {
      step.loseTrack("What becomes of the extension's objects.");
    }
  }

  private static void moved(AlterObject d, boolean there, Step step) {
    ObjectReference object = d.object();
    if (object.name().isEmpty()) {
      return;
    }
    String home = isInSchema(object.kind()) ? step.state().homeOf(object.name()) : "";
    String from = object.name().getLast().text();
    for (Change change : d.changes()) {
      if (change instanceof Change.Rename c) {
        ObjectReference target = ObjectReference.of(object.kind(), c.to());
        List<Name> full =
            isInSchema(object.kind())
                ? List.of(new Name(c.to().at(), home, true), c.to())
                : target.name();
        if (there && presence(object.kind(), full, step.state()) == Presence.THERE) {
          step.exists(object.kind().words(), c.to(), null);
        }
        step.become(
            step.state()
                .with(key(object.kind(), home, from), false)
                .with(key(object.kind(), home, c.to().text()), true));
      } else if (change instanceof Change.SetSchema c && isInSchema(object.kind())) {
        step.become(
            step.state()
                .with(key(object.kind(), home, from), false)
                .with(key(object.kind(), c.schema().text(), from), true));
      }
    }
  }

  private static void routine(AlterObject d, Step step) {
    Routine routine = PostgresRoutines.need(d.object(), step);
    Name name = d.object().name().getLast();
    for (Change change : d.changes()) {
      switch (change) {
        case Change.Rename c when routine != null ->
            PostgresRoutines.move(
                routine, new ObjectName(routine.name().schema(), c.to().text()), c.to(), step);
        case Change.SetSchema c -> {
          if (schemaIsThere(c.schema(), step)
              && routine != null
              && !routine.name().schema().equals(c.schema().text())) {
            ObjectName to = new ObjectName(c.schema().text(), routine.name().name());
            PostgresRoutines.move(routine, to, name, step);
          }
        }
        case Change.Rename c -> step.become(step.state().withRoutine(c.to().text()));
        default -> change(d.object(), change, step);
      }
    }
  }

  private static void ofTable(AlterObject d, Step step) {
    ObjectReference object = d.object();
    Name name = object.name().getLast();
    for (Change change : d.changes()) {
      if (change instanceof Change.Rename c) {
        PostgresTriggers.rename(object.kind(), name, c.to(), object.belongsTo(), step);
        continue;
      }
      Table table =
          PostgresTriggers.need(object.kind(), name, object.belongsTo(), d.ifExists(), step);
      if (change instanceof Change.PolicyRules c) {
        c.roles().forEach(r -> role(r, step));
        Table on = table == null ? step.find(object.belongsTo()) : table;
        if (on != null) {
          PostgresTriggers.rules(on, c.using(), c.withCheck(), step);
        }
      } else {
        change(object, change, step);
      }
    }
  }

  private static void schema(AlterObject d, Step step) {
    Name name = d.object().name().getLast();
    boolean there = schemaIsThere(name, step);
    for (Change change : d.changes()) {
      if (change instanceof Change.Rename c) {
        if (there && step.state().hasSchema(c.to().text())) {
          step.exists("schema", c.to(), null);
        }
        step.become(step.state().withSchema(c.to().text()));
        step.loseTrack("What the schema " + name + " holds, under its new name.");
      } else {
        change(d.object(), change, step);
      }
    }
  }

  // ---------------------------------------------------------------- DROP

  static void drop(Drop d, Step step) {
    for (int i = 0; i < d.names().size(); i++) {
      List<Name> name = d.names().get(i);
      Drop.Signature signature = i < d.signatures().size() ? d.signatures().get(i) : null;
      ObjectReference object = new ObjectReference(d.at(), d.kind(), name, signature, d.table());
      boolean there = false;
      if (d.kind() == ObjectKind.ROLE || d.kind() == ObjectKind.USER) {
        PostgresRoles.drop(name.getLast(), d.ifExists(), step);
      } else {
        there = other(object, d.ifExists(), step);
      }
      if (!name.isEmpty() && there) {
        String home = isInSchema(d.kind()) ? step.state().homeOf(name) : "";
        step.become(step.state().with(key(d.kind(), home, name.getLast().text()), false));
      }
      if (isUsedByOthers(d.kind())) {
        step.notShown(
            "Whether anything still uses the "
                + d.kind().words()
                + (name.isEmpty() ? "" : " " + Step.words(name))
                + ".");
        step.become(step.state().losingObjects());
      }
    }
    if (d.kind() == ObjectKind.DATABASE || d.kind() == ObjectKind.TABLESPACE) {
      PostgresTransactions.notInside(
          d.at(), "DROP " + d.kind().words().toUpperCase(java.util.Locale.ROOT), step);
    }
  }

  private static boolean isUsedByOthers(ObjectKind kind) {
    return switch (kind) {
      case EVENT_TRIGGER, PUBLICATION, STATISTICS, ROLE, USER, DATABASE, SUBSCRIPTION -> false;
      default -> true;
    };
  }

  static void importSchema(ObjectStatement.ImportForeignSchema d, Step step) {
    schemaIsThere(d.into(), step);
    other(ObjectReference.of(ObjectKind.SERVER, d.server()), false, step);
    step.loseTrack("The tables that IMPORT FOREIGN SCHEMA makes.");
  }
}
