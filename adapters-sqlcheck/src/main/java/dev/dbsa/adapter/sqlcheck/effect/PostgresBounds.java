package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.effect.PartitionBounds.HashPart;
import dev.dbsa.adapter.sqlcheck.effect.PartitionBounds.Overlap;
import dev.dbsa.adapter.sqlcheck.effect.PartitionValue.Domain;
import dev.dbsa.adapter.sqlcheck.effect.PartitionValue.Kind;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableStatement.Bound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bound is one of its table, and free (parse_utilcmd.c: transformPartitionBound;
 * partbounds.c: check_new_partition_bound).
 */
final class PostgresBounds {
  private final Table parent;
  private final Partitioning partitioning;
  private final PartitionKey key;
  private final Bound bound;
  private final Step step;

  private PostgresBounds(Table parent, Partitioning partitioning, Bound bound, Step step) {
    this.parent = parent;
    this.partitioning = partitioning;
    this.key = PartitionKey.of(parent.relation());
    this.bound = bound;
    this.step = step;
  }

  /** Refuses a bound that the table does not take. */
  static void check(Table parent, Partitioning partitioning, Bound bound, Step step) {
    PostgresBounds it = new PostgresBounds(parent, partitioning, bound, step);
    if (partitioning.strategy().isEmpty()) {
      step.notShown("By what " + parent.name() + " is partitioned.");
      return;
    }
    if (it.isOfTheStrategy() && it.holdsValues() && it.isWellFormed()) {
      it.isFree();
    }
  }

  private void refuse(int at, String message, @Nullable String hint) {
    step.refuse(FindingRule.PARTITION_RULE, at, message, hint, parent.name());
  }

  private boolean isOfTheStrategy() {
    String wanted =
        switch (bound.kind()) {
          case IN -> "list";
          case RANGE -> "range";
          case HASH -> "hash";
          case DEFAULT -> partitioning.strategy().equals("hash") ? "" : partitioning.strategy();
        };
    if (wanted.equals(partitioning.strategy())) {
      return true;
    }
    refuse(
        bound.at(),
        "The table "
            + parent.name()
            + " is partitioned by "
            + partitioning.strategy()
            + ", which this bound is not for",
        null);
    return false;
  }

  // ---------------------------------------------------------------- values

  private boolean holdsValues() {
    if (bound.kind() == Bound.Kind.HASH) {
      return true;
    }
    int columns = key.parts().size();
    if (bound.kind() == Bound.Kind.RANGE
        && (bound.from().size() != columns || bound.to().size() != columns)) {
      refuse(
          bound.at(),
          "FROM and TO give one value for each of the " + columns + " columns of the key",
          null);
      return false;
    }
    boolean list = bound.kind() == Bound.Kind.IN;
    for (int i = 0; i < bound.from().size(); i++) {
      value(bound.from().get(i), list ? 0 : i);
    }
    for (int i = 0; i < bound.to().size(); i++) {
      value(bound.to().get(i), i);
    }
    return true;
  }

  private void value(Expr value, int part) {
    if (bound.kind() == Bound.Kind.RANGE && PartitionBounds.isEnd(value)) {
      return;
    }
    Column column = PartitionKey.column(key.parts().get(part), parent);
    step.expression(
        ExpressionUse.PARTITION_BOUND,
        value,
        parent,
        column == null ? null : new Name(value.at(), column.name(), true));
  }

  // ---------------------------------------------------------------- form

  private boolean isWellFormed() {
    return switch (bound.kind()) {
      case DEFAULT, IN -> true;
      case RANGE -> isFilledRange();
      case HASH -> isHash();
    };
  }

  private boolean isHash() {
    HashPart part = HashPart.of(bound);
    if (part == null) {
      return false;
    }
    String why = null;
    if (part.modulus() <= 0) {
      why = "MODULUS is more than zero";
    } else if (part.remainder() < 0) {
      why = "REMAINDER is not negative";
    } else if (part.remainder() >= part.modulus()) {
      why = "REMAINDER is less than MODULUS";
    }
    if (why != null) {
      refuse(bound.at(), why, null);
      return false;
    }
    long unfit = PartitionBounds.unfit(part.modulus(), partitioning, parent.fullName());
    if (unfit != 0) {
      refuse(
          bound.at(),
          "The modulus "
              + part.modulus()
              + " does not fit another partition's: of "
              + unfit
              + " and it, one must divide the other",
          null);
      return false;
    }
    return true;
  }

  private boolean isFilledRange() {
    List<PartitionValue> from = PartitionBounds.values(bound.from());
    List<PartitionValue> to = PartitionBounds.values(bound.to());
    if (!isEndedOnce(from, bound.from()) || !isEndedOnce(to, bound.to())) {
      return false;
    }
    Integer order = PartitionBounds.order(from, to, domains());
    if (order != null && order >= 0) {
      refuse(
          bound.at(),
          "The range is empty: FROM is not below TO",
          "FROM belongs to it, TO does not.");
      return false;
    }
    if (order == null) {
      step.notRead("Whether FROM of a partition of " + parent.name() + " is below TO.");
    }
    return true;
  }

  /** No NULL, and behind an end nothing but the same end. */
  private boolean isEndedOnce(List<PartitionValue> values, List<Expr> exprs) {
    Kind end = null;
    for (int i = 0; i < values.size(); i++) {
      Kind kind = values.get(i).kind();
      if (kind == Kind.NULL) {
        refuse(exprs.get(i).at(), "NULL stands in no range", "Rows with NULL go to the default.");
        return false;
      }
      if (end != null && kind != end) {
        refuse(exprs.get(i).at(), "Behind " + end + " stands nothing but " + end, null);
        return false;
      }
      if (kind == Kind.MINVALUE || kind == Kind.MAXVALUE) {
        end = kind;
      }
    }
    return true;
  }

  private List<Domain> domains() {
    List<Domain> domains = new ArrayList<>();
    for (PartitionKey.Part part : key.parts()) {
      Column column = PartitionKey.column(part, parent);
      String collation = part.collation();
      if (collation == null && column != null) {
        collation = column.collation();
      }
      domains.add(Domain.of(column == null ? "" : column.type(), collation, step.state()));
    }
    return domains;
  }

  // ---------------------------------------------------------------- the other partitions

  /** Whether it was dropped or taken away since. */
  private boolean isGone(Partition partition) {
    return step.state()
        .find(partition.name())
        .filter(t -> t.relation().traits().parents().contains(parent.fullName()))
        .isEmpty();
  }

  private void isFree() {
    List<Domain> domains = domains();
    String unknown = null;
    for (Partition partition : partitioning.partitions()) {
      if (!partition.parent().equals(parent.fullName()) || isGone(partition)) {
        continue;
      }
      Overlap overlap = PartitionBounds.overlap(partition.bound(), bound, domains);
      String name = partition.name().name();
      if (overlap == Overlap.YES && step.state().isSureOfPresence()) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            bound.at(),
            bound.kind() == Bound.Kind.DEFAULT
                ? "The table has a default partition already, " + name
                : "The partition would overlap " + name,
            null,
            name);
        return;
      }
      unknown = overlap == Overlap.UNKNOWN ? name : unknown;
    }
    if (unknown != null) {
      step.notRead("Whether the partition overlaps " + unknown + ".");
    }
  }
}
