package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Having;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Share;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been read so far of a request.
 *
 * @param rows the rows that are shown or counted
 */
record Intent(
    Rows rows,
    List<Output> outputs,
    List<Output> groups,
    List<Having> having,
    List<Sort> order,
    @Nullable Integer limit,
    boolean distinct) {
  static Intent of(Rows rows, List<Output> outputs) {
    return new Intent(rows, outputs, List.of(), List.of(), List.of(), null, false);
  }

  Intent with(Rows newRows) {
    return new Intent(newRows, outputs, groups, having, order, limit, distinct);
  }

  Intent showing(List<Output> newOutputs) {
    return new Intent(rows, newOutputs, groups, having, order, limit, distinct);
  }

  Intent groupedBy(List<Output> newGroups) {
    return new Intent(rows, outputs, newGroups, having, order, limit, distinct);
  }

  Intent havingAlso(Having one) {
    List<Having> all = new ArrayList<>(having);
    all.add(one);
    return new Intent(rows, outputs, groups, all, order, limit, distinct);
  }

  Intent sorted(Sort sort) {
    List<Sort> all = new ArrayList<>(order);
    all.add(sort);
    return new Intent(rows, outputs, groups, having, all, limit, distinct);
  }

  Intent limited(@Nullable Integer newLimit) {
    return new Intent(rows, outputs, groups, having, order, newLimit, distinct);
  }

  Intent once() {
    return new Intent(rows, outputs, groups, having, order, limit, true);
  }

  boolean hasFigures() {
    return outputs.stream().anyMatch(o -> o instanceof Figure || o instanceof Share);
  }
}
