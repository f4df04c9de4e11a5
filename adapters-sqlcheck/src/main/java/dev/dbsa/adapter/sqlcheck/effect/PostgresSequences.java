package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement.AlterTable;
import dev.dbsa.sql.tree.TableStatement.CreateSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sequences as PostgreSQL keeps them (sequence.c). */
final class PostgresSequences {
  private PostgresSequences() {}

  static void create(CreateSequence d, Step step) {
    SchemaState state = step.state();
    Name name = d.name().getLast();
    String schema = state.homeOf(d.name());
    Optional<String> taken = PostgresNames.taken(state, schema, name.text());
    boolean home = d.temporary() || step.homeIsThere(d.name());
    if (home && !d.temporary() && !d.ifNotExists()) {
      taken.ifPresent(kind -> step.exists(kind, name, "Choose another name."));
    }
    options(d.options(), step);
    d.options().forEach(o -> owner(o, step));
    if (taken.isEmpty() || !d.ifNotExists()) {
      step.become(
          state.with(
              new Sequence(
                  new ObjectName(schema, name.text()),
                  "bigint",
                  1,
                  1,
                  1,
                  Long.MAX_VALUE,
                  false,
                  null,
                  null)));
    }
  }

  /** What sequence.c refuses of the settings themselves. */
  private static void options(List<Option> options, Step step) {
    Long minimum = null;
    Long maximum = null;
    Long start = null;
    for (Option option : options) {
      Long value = number(option);
      switch (option.name()) {
        case "increment" -> {
          if (value != null && value == 0) {
            invalid(option, "A sequence does not advance by 0", step);
          }
        }
        case "cache" -> {
          if (value != null && value <= 0) {
            invalid(option, "A sequence keeps at least one number ready", step);
          }
        }
        case "minvalue" -> minimum = value;
        case "maxvalue" -> maximum = value;
        case "start" -> start = value;
        default -> {}
      }
    }
    if (minimum != null && maximum != null && minimum >= maximum) {
      invalid(options.getFirst(), "The sequence's minimum must be less than its maximum", step);
    } else if (start != null
        && (minimum != null && start < minimum || maximum != null && start > maximum)) {
      invalid(options.getFirst(), "The sequence starts outside of its range", step);
    }
  }

  private static @Nullable Long number(Option option) {
    String value = String.join("", option.values());
    return value.matches("-?[0-9]{1,18}") ? Long.valueOf(value) : null;
  }

  private static void invalid(Option option, String message, Step step) {
    step.refuse(FindingRule.INVALID_COLUMN, option.at(), message, null, null);
  }

  static void alter(AlterTable d, Step step) {
    Optional<Sequence> found = step.state().sequence(d.name());
    if (found.isEmpty()) {
      if (!d.ifExists() && !step.state().isUncertain() && step.state().isFollowed()) {
        step.missing(
            FindingRule.UNKNOWN_OBJECT, "sequence", d.name().getLast(), names(step.state()));
      }
      return;
    }
    for (TableAction action : d.actions()) {
      switch (action) {
        case TableAction.RenameTable a -> {
          Name to = a.to().getLast();
          String schema = found.get().name().schema();
          PostgresNames.taken(step.state(), schema, to.text())
              .ifPresent(kind -> step.exists(kind, to, null));
          move(found.get(), new ObjectName(schema, to.text()), step);
        }
        case TableAction.SetSchema a ->
            move(found.get(), new ObjectName(a.schema().text(), found.get().name().name()), step);
        case TableAction.SetOptions a -> {
          options(a.options(), step);
          a.options().forEach(o -> owner(o, step));
          a.options().forEach(o -> ofIdentity(o, found.get(), step));
        }
        case TableAction.OwnerTo a -> PostgresObjects.role(a.owner(), step);
        default -> {}
      }
    }
  }

  /** The sequence of an identity stays with its column. */
  private static void ofIdentity(Option option, Sequence sequence, Step step) {
    ObjectName table = sequence.ownedByTable();
    String column = sequence.ownedByColumn();
    if (!option.name().equals("owned by") || table == null || column == null) {
      return;
    }
    boolean identity =
        step.state()
            .find(table)
            .flatMap(t -> t.relation().findColumn(column))
            .filter(
                c ->
                    c.generation() == ColumnGeneration.IDENTITY_ALWAYS
                        || c.generation() == ColumnGeneration.IDENTITY_BY_DEFAULT)
            .isPresent();
    if (identity) {
      invalid(option, "The sequence belongs to an identity column and stays with it", step);
    }
  }

  /** OWNED BY names a column. */
  private static void owner(Option option, Step step) {
    if (!option.name().equals("owned by")) {
      return;
    }
    int at = option.at();
    List<Name> name = new ArrayList<>();
    for (String part : option.value().split("\\.", -1)) {
      name.add(
          new Name(option.valuesAt().isEmpty() ? at : option.valuesAt().getFirst(), part, true));
    }
    boolean quotedDots = step.text().tokens().stream().anyMatch(t -> t.text().matches("\".*\\..*"));
    if (quotedDots) {
      return;
    }
    if (name.size() < 2 || name.stream().anyMatch(n -> n.text().isEmpty())) {
      return;
    }
    Table table = step.need(name.subList(0, name.size() - 1));
    if (table != null) {
      Keys.column(name.getLast(), TableDraft.of(step.state(), table), step);
    }
  }

  static List<String> names(SchemaState state) {
    return state.snapshot().sequences().stream().map(s -> s.name().name()).toList();
  }

  private static void move(Sequence sequence, ObjectName to, Step step) {
    step.become(
        step.state()
            .without(sequence)
            .with(
                new Sequence(
                    to,
                    sequence.type(),
                    sequence.start(),
                    sequence.increment(),
                    sequence.minimum(),
                    sequence.maximum(),
                    sequence.cycles(),
                    sequence.ownedByTable(),
                    sequence.ownedByColumn())));
  }
}
