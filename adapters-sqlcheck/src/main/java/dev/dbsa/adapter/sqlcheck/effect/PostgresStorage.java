package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.effect.PostgresStorageParameters.Holder;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL keeps the values of columns, and what else ALTER sets of a table and an index. */
final class PostgresStorage {
  /** The server's own types whose values are short and of one length, so that they stay in line. */
  private static final Set<String> PLAIN =
      Set.of(
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "bool",
          "char",
          "name",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "interval",
          "uuid",
          "money",
          "oid",
          "xid",
          "xid8",
          "cid",
          "tid",
          "pg_lsn",
          "point",
          "line",
          "lseg",
          "box",
          "circle",
          "macaddr",
          "macaddr8",
          "regclass",
          "regtype",
          "regproc",
          "regprocedure",
          "regoper",
          "regoperator",
          "regrole",
          "regnamespace",
          "regconfig",
          "regdictionary",
          "regcollation",
          "tsquery",
          "int2vector",
          "oidvector");

  private static final Set<String> STRATEGIES =
      Set.of("plain", "external", "extended", "main", "default");

  private PostgresStorage() {}

  // ---------------------------------------------------------------- columns

  /** STORAGE and COMPRESSION of a new column. */
  static void ofNewColumn(ColumnDefinition definition, String type, Step step) {
    for (ColumnDefinition.Part part : definition.parts()) {
      if (part instanceof ColumnDefinition.Part.Setting setting) {
        setting(setting.option(), definition.name(), type, step);
      }
    }
  }

  private static void setting(Option option, Name column, String type, Step step) {
    switch (option.name()) {
      case "storage" -> storage(option, column, type, step);
      case "compression" -> compression(option, column, type, step);
      default -> {}
    }
  }

  private static void storage(Option option, Name column, String type, Step step) {
    String strategy = option.value().toLowerCase(Locale.ROOT);
    if (!STRATEGIES.contains(strategy)) {
      step.refuse(
          FindingRule.INVALID_SETTING,
          option.at(),
          "There is no storage " + option.value(),
          "It is plain, external, extended or main.",
          column.text());
    } else if (!strategy.equals("plain")
        && !strategy.equals("default")
        && Boolean.FALSE.equals(isStretchable(type, step.state()))) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          option.at(),
          "Values of type " + type + " have the storage plain and no other",
          null,
          column.text());
    }
  }

  private static void compression(Option option, Name column, String type, Step step) {
    String method = option.value();
    if (method.equals("default")) {
      return;
    }
    if (!method.equals("pglz") && !method.equals("lz4")) {
      step.refuse(
          FindingRule.INVALID_SETTING,
          option.at(),
          "There is no compression " + method,
          "It is pglz or lz4.",
          column.text());
    } else if (Boolean.FALSE.equals(isStretchable(type, step.state()))) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          option.at(),
          "Values of type " + type + " are never compressed",
          null,
          column.text());
    } else if (method.equals("lz4")) {
      step.notShown("Whether the server was built with lz4.");
    }
  }

  /** Whether values of the type may be kept apart; {@code null} where that is not known. */
  static @Nullable Boolean isStretchable(String printed, SchemaState state) {
    if (printed.endsWith("[]")) {
      return true;
    }
    String bare = PostgresColumns.bare(printed);
    UserType own = PostgresTypes.find(bare, state);
    if (own instanceof UserType.Domain domain) {
      return isStretchable(domain.baseType(), state);
    }
    if (own != null) {
      return own instanceof UserType.Base ? null : !(own instanceof UserType.Enumeration);
    }
    if (bare.isEmpty() || !BuiltInTypes.isKnown(bare)) {
      return null;
    }
    return !PLAIN.contains(BuiltInTypes.internal(bare));
  }

  /** A setting of a column that is there. */
  static void column(TableAction.SetColumn a, TableDraft draft, Step step) {
    if (a.column() == null) {
      if (!draft.isOpen()) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            a.at(),
            "Only the columns of an index are named by their numbers",
            null,
            draft.name());
      }
      return;
    }
    Column column = PostgresSystemColumns.change(a.column(), draft, step);
    if (column == null) {
      return;
    }
    Option option = a.option();
    switch (option.name()) {
      case "storage", "compression" -> setting(option, a.column(), column.type(), step);
      case "statistics" -> {
        if (column.generation() == ColumnGeneration.VIRTUAL) {
          step.refuse(
              FindingRule.INVALID_COLUMN,
              a.column(),
              "No statistics are kept of " + a.column() + ", which is computed when it is read",
              null);
        }
      }
      default -> {
        if (draft.kind() != RelationKind.FOREIGN_TABLE && !option.name().startsWith("reset ")) {
          PostgresStorageParameters.ofNew(List.of(option), Holder.COLUMN, step);
        }
      }
    }
  }

  // ---------------------------------------------------------------- tables and indexes

  /** SET and RESET of parameters of a table or view. */
  static void options(TableAction.SetOptions a, TableDraft draft, Step step) {
    Holder holder = Holder.of(draft.kind());
    if (holder == null || draft.isOpen()) {
      return;
    }
    if (a.reset()) {
      PostgresStorageParameters.reset(a.options(), step);
      return;
    }
    PostgresStorageParameters.set(a.options(), holder, hasLongValues(draft), step);
  }

  /** Whether the table surely keeps values apart. */
  private static boolean hasLongValues(TableDraft draft) {
    Set<String> unlimited = Set.of("text", "bytea", "json", "jsonb", "xml");
    return draft.columns.stream()
        .filter(c -> c.generation() != ColumnGeneration.VIRTUAL)
        .anyMatch(c -> unlimited.contains(c.type()) || c.type().endsWith("[]"));
  }

  /** ALTER INDEX: its parameters, and the statistics of its expressions. */
  static void index(TableAction action, Index index, Step step) {
    switch (action) {
      case TableAction.SetOptions a -> {
        Holder holder = Holder.ofMethod(index.method());
        if (a.reset()) {
          PostgresStorageParameters.reset(a.options(), step);
        } else if (holder != null) {
          PostgresStorageParameters.set(a.options(), holder, false, step);
        }
      }
      case TableAction.SetColumn a when a.column() == null -> statistics(a, index, step);
      case TableAction.SetColumn a when !a.option().name().equals("statistics") ->
          step.refuse(
              FindingRule.WRONG_OBJECT_TYPE,
              a.at(),
              "Of the columns of an index only the statistics are set",
              null,
              index.name());
      default -> {}
    }
  }

  private static void statistics(TableAction.SetColumn a, Index index, Step step) {
    int place = Integer.parseInt(step.text().tokens().get(a.option().at()).text());
    int keys = index.parts().size();
    String why = null;
    if (place > keys + index.includedColumns().size()) {
      step.refuse(
          FindingRule.UNKNOWN_COLUMN,
          a.option().at(),
          "The index " + index.name() + " has no column " + place,
          null,
          index.name());
    } else if (place > keys) {
      why = "is included only";
    } else if (index.parts().get(place - 1).column() != null) {
      why = "is a column of the table";
    }
    if (why != null) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.option().at(),
          "Statistics are set for the expressions of an index; number " + place + " " + why,
          "Set the statistics of the table's column.",
          index.name());
    }
  }
}
