package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.Extent;
import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words of a request for rows have been found to mean so far. */
final class PlanDraft {
  final List<Expression> outputs = new ArrayList<>();
  final List<Counterpart> counterparts = new ArrayList<>();
  final Set<Expression> groups = new LinkedHashSet<>();
  final List<FigureCondition> having = new ArrayList<>();
  final List<Relation> joined = new ArrayList<>();

  /** Tables whose rows are shown where there are any. */
  final List<Relation> optional = new ArrayList<>();

  final List<SortKey> order = new ArrayList<>();
  final List<Expression> ranked = new ArrayList<>();

  /** Figures that rows are sorted by and that are shown beside them. */
  final List<Expression> figuresShown = new ArrayList<>();

  @Nullable Integer limit;
  boolean all;
  boolean distinct;

  boolean hasFigures() {
    return outputs.stream().anyMatch(Expression::isFigure);
  }

  boolean shows(Relation relation) {
    return outputs.stream().anyMatch(o -> o.relation().name().equals(relation.name()));
  }

  void show(Expression expression) {
    if (!outputs.contains(expression)) {
      outputs.add(expression);
    }
  }

  void limitTo(int rows) {
    if (limit == null) {
      limit = rows;
    }
  }

  QueryPlan plan(List<Filter> filters) {
    return new QueryPlan(
        outputs,
        distinct,
        filters,
        counterparts,
        List.copyOf(groups),
        having,
        joined,
        optional,
        order,
        new Extent(limit, all),
        ranked);
  }
}
