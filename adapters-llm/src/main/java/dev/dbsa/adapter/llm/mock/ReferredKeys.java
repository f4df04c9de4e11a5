package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.OfRow;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key from the column that refers to it where nothing else of its row is asked for and no
 * foreign key guarantees that there is such a row: lakes per state need no row in the table of
 * states.
 */
final class ReferredKeys {
  private final QueryPlan plan;
  private final SchemaIndex index;
  private final ColumnFinder columns;

  private ReferredKeys(QueryPlan plan, Reading reading) {
    this.plan = plan;
    this.index = reading.index();
    this.columns = reading.columns();
  }

  /** The plan without the joins that it does not need. */
  static QueryPlan replace(QueryPlan plan, Reading reading) {
    return new ReferredKeys(plan, reading).replaced();
  }

  private QueryPlan replaced() {
    boolean plain =
        plan.counterparts().isEmpty()
            && plan.joined().isEmpty()
            && plan.optional().isEmpty()
            && plan.having().isEmpty()
            && plan.ranked().isEmpty();
    if (!plain) {
      return plan;
    }
    Map<ObjectName, Relation> read = new HashMap<>();
    expressions().forEach(e -> read.put(e.relation().name(), e.relation()));
    for (Relation target : read.values()) {
      for (Relation source : read.values()) {
        JoinLink link = onlyLink(source, target);
        Column key = link == null ? null : onlyColumn(target);
        if (link != null && key != null && link.targetColumns().equals(List.of(key.name()))) {
          Column referring = source.findColumn(link.sourceColumns().getFirst()).orElseThrow();
          return withColumn(target, new Field(source, referring));
        }
      }
    }
    return plan;
  }

  private List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(plan.outputs());
    all.addAll(plan.groups());
    plan.order().forEach(k -> all.add(k.by()));
    return all;
  }

  /** The one way from a relation to another, which no foreign key declares. */
  private @Nullable JoinLink onlyLink(Relation source, Relation target) {
    List<JoinLink> between =
        index.links(source).stream()
            .filter(l -> l.opposite(source).name().equals(target.name()))
            .toList();
    return between.size() == 1
            && !between.getFirst().declared()
            && between.getFirst().source().name().equals(source.name())
            && !source.name().equals(target.name())
        ? between.getFirst()
        : null;
  }

  /** The column of the relation that is read, if there is no other and no figure of its rows. */
  private @Nullable Column onlyColumn(Relation relation) {
    Column only = null;
    for (Expression expression : expressions()) {
      if (!expression.relation().name().equals(relation.name())) {
        continue;
      }
      Column column = column(expression);
      if (column == null || only != null && !only.equals(column)) {
        return null;
      }
      only = column;
    }
    for (Filter filter : plan.filters()) {
      if (filter.field().isOf(relation) && !filter.field().column().equals(only)) {
        return null;
      }
    }
    return only;
  }

  private @Nullable Column column(Expression expression) {
    return switch (expression) {
      case OfColumn(Field field) -> field.column();
      case OfRow(Relation relation) -> {
        List<Column> shown = columns.brief(relation);
        yield shown.size() == 1 ? shown.getFirst() : null;
      }
      default -> null;
    };
  }

  private QueryPlan withColumn(Relation target, Field field) {
    return new QueryPlan(
        plan.outputs().stream().map(e -> replaced(e, target, field)).toList(),
        plan.distinct(),
        plan.filters().stream()
            .map(f -> f.field().isOf(target) ? new Filter(f.start(), f.end(), field, f.sql()) : f)
            .toList(),
        plan.counterparts(),
        plan.groups().stream().map(e -> replaced(e, target, field)).distinct().toList(),
        plan.having(),
        plan.joined(),
        plan.optional(),
        plan.order().stream()
            .map(k -> new SortKey(replaced(k.by(), target, field), k.descending()))
            .toList(),
        plan.extent(),
        plan.ranked());
  }

  private static Expression replaced(Expression expression, Relation target, Field field) {
    return expression.relation().name().equals(target.name()) ? new OfColumn(field) : expression;
  }
}
