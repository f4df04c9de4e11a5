package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ColumnNames;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.effect.PostgresStorageParameters.Holder;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CREATE INDEX as PostgreSQL does it (indexcmds.c). */
final class PostgresIndexes {
  /** The access methods of a server without extensions. */
  private static final Set<String> METHODS =
      Set.of("btree", "hash", "gist", "gin", "spgist", "brin");

  /** INDEX_MAX_KEYS. */
  private static final int MOST_COLUMNS = 32;

  private PostgresIndexes() {}

  static void create(TableStatement.CreateIndex d, Step step) {
    Table table = step.need(d.table());
    IndexDefinition index = d.index();
    method(index, step);
    if (d.concurrently()) {
      PostgresTransactions.notInside(d.at(), "CREATE INDEX CONCURRENTLY", step);
    }
    if (table == null) {
      step.become(step.state().losingNames());
      return;
    }
    if (table.kind() == RelationKind.VIEW || table.kind() == RelationKind.FOREIGN_TABLE) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          "A " + PostgresNames.kind(table) + " has no indexes, as " + table.name() + " is one",
          null);
      return;
    }
    if (d.concurrently() && table.kind() == RelationKind.PARTITIONED_TABLE) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          d.at(),
          "No index on the partitioned table " + table.name() + " is built CONCURRENTLY",
          "Build the partitions' indexes concurrently, and the table's with ON ONLY.",
          table.name());
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    boolean there =
        index.name() != null
            && PostgresNames.taken(step.state(), table.schema(), index.name().text()).isPresent();
    add(index, d.ifNotExists(), draft, step);
    if (!(there && d.ifNotExists())) {
      step.become(step.state().with(draft.table()));
    }
  }

  private static void method(IndexDefinition index, Step step) {
    List<String> installed = step.state().snapshot().further().installed().accessMethods();
    boolean known =
        METHODS.contains(index.method())
            || installed.contains(index.method())
            || installed.isEmpty() && step.state().mayHaveMoreFunctions();
    if (!index.method().isEmpty() && !known && !step.state().isUncertain()) {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT,
          index.at(),
          "There is no access method " + index.method(),
          null,
          index.method());
    }
  }

  private static void add(IndexDefinition index, boolean ifNotExists, TableDraft draft, Step step) {
    Name name = index.name();
    if (name != null && !ifNotExists) {
      PostgresNames.taken(step.state(), draft.schema(), name.text())
          .ifPresent(kind -> step.exists(kind, name, "Choose another name."));
    }
    Holder holder = Holder.ofMethod(index.method());
    if (holder != null) {
      PostgresStorageParameters.ofNew(index.options(), holder, step);
    }
    List<IndexPart> parts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    boolean btree = index.method().isEmpty() || index.method().equals("btree");
    if (index.parts().size() > 1
        && (index.method().equals("hash") || index.method().equals("spgist"))) {
      step.refuse(
          FindingRule.INVALID_KEY,
          index.at(),
          "An index of " + index.method() + " has one column",
          null,
          index.method());
    }
    for (KeyPart part : index.parts()) {
      PostgresOperatorClasses.check(part, index.method(), draft, step);
      if (part.column() != null) {
        PostgresSystemColumns.inKey(part.column(), draft, step);
        PostgresGenerated.inKey(part.column(), "index", draft, step);
        Keys.column(part.column(), draft, step);
        parts.add(ofColumn(part, part.column(), draft));
        labels.add(part.column().text());
      } else if (part.expression() != null) {
        PostgresSystemColumns.in(part.expression(), "an index", true, draft.table(), step);
        PostgresGenerated.inIndex(part.expression(), draft, step);
        if (part.expression() instanceof Expr.Row row) {
          step.refuse(
              FindingRule.INVALID_KEY,
              row.at(),
              "An index holds no rows",
              "Write the columns one by one, without ROW and parentheses.",
              draft.name());
        }
        step.expression(ExpressionUse.INDEX_KEY, part.expression(), draft.table(), null);
        String label = ColumnNames.ofIndexPart(part.expression());
        parts.add(new IndexPart(null, label, part.descending(), null));
        labels.add(label);
      }
    }
    included(index, draft, step);
    if (parts.size() + index.included().size() > MOST_COLUMNS) {
      step.refuse(
          FindingRule.INVALID_KEY,
          index.at(),
          "An index has at most " + MOST_COLUMNS + " columns",
          null,
          draft.name());
    }
    index.including().forEach(c -> PostgresSystemColumns.inKey(c, draft, step));
    index.including().forEach(c -> PostgresGenerated.inKey(c, "index", draft, step));
    if (index.where() != null) {
      PostgresSystemColumns.in(
          index.where(), "the condition of an index", true, draft.table(), step);
      PostgresGenerated.inIndex(index.where(), draft, step);
      step.expression(ExpressionUse.INDEX_PREDICATE, index.where(), draft.table(), null);
    }
    if (index.unique()) {
      if (!btree) {
        step.refuse(
            FindingRule.INVALID_KEY,
            index.at(),
            "Only a btree index can be unique, not one of " + index.method(),
            null,
            index.method());
      }
      PostgresPartitions.keyHoldsPartitionKey(
          index.at(), "unique index", Keys.names(index.parts()), draft, step);
    }
    labels.addAll(Keys.texts(index.including()));
    String chosen =
        name == null
            ? PostgresNames.relation(step.state(), draft, PostgresNames.addition(labels), "idx")
            : name.text();
    if (!parts.isEmpty()) {
      Index made =
          IndexChanges.of(
              chosen,
              parts,
              Keys.texts(index.including()),
              index.unique(),
              index.method().isEmpty() ? "btree" : index.method(),
              index.where() == null ? null : "…",
              null);
      draft.indexes.add(index.nullsNotDistinct() ? IndexChanges.nullsEqual(made) : made);
      PostgresHeirs.indexed(draft, step);
    }
  }

  /** A part with what is not as the server would choose it. */
  private static IndexPart ofColumn(KeyPart part, Name name, TableDraft draft) {
    boolean nullsReversed =
        part.nulls() == (part.descending() ? KeyPart.Nulls.LAST : KeyPart.Nulls.FIRST);
    Column column = draft.column(name.text());
    String collation = part.collation().isEmpty() ? null : part.collation().getLast().text();
    boolean own =
        collation != null
            && column != null
            && collation.equals(column.collation() == null ? "default" : column.collation());
    Name operatorClass = part.operatorClass().isEmpty() ? null : part.operatorClass().getLast();
    return new IndexPart(
        name.text(),
        null,
        part.descending(),
        null,
        operatorClass == null || isStandard(operatorClass) ? null : operatorClass.text(),
        own ? null : collation,
        nullsReversed);
  }

  /** Whether an operator class may be the one that the server takes by itself. */
  private static boolean isStandard(Name operatorClass) {
    return !operatorClass.text().endsWith("_pattern_ops");
  }

  /** What stands behind INCLUDE is stored as it is: columns, without order or collation. */
  private static void included(IndexDefinition index, TableDraft draft, Step step) {
    for (KeyPart part : index.included()) {
      if (part.column() == null) {
        notIncluded(part, "expressions", step);
        continue;
      }
      Keys.column(part.column(), draft, step);
      if (!part.collation().isEmpty()) {
        notIncluded(part, "a collation", step);
      } else if (!part.operatorClass().isEmpty()) {
        notIncluded(part, "an operator class", step);
      } else if (part.descending() || part.nulls() != KeyPart.Nulls.UNSAID) {
        notIncluded(part, "an order", step);
      }
    }
  }

  private static void notIncluded(KeyPart part, String what, Step step) {
    step.refuse(
        FindingRule.INVALID_KEY,
        part.at(),
        "INCLUDE takes columns alone, not " + what,
        "Put it among the keys, in an index of its own.",
        null);
  }
}
