package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Age;
import dev.dbsa.adapter.llm.mock.QueryPlan.Aggregate;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.Extent;
import dev.dbsa.adapter.llm.mock.QueryPlan.GroupKey;
import dev.dbsa.adapter.llm.mock.QueryPlan.RowCount;
import dev.dbsa.adapter.llm.mock.QueryPlan.ShownTable;
import dev.dbsa.adapter.llm.mock.QueryPlan.Sorting;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the words of a request for rows have been found to mean so far. */
final class QueryPlanBuilder {
  private final Relation listed;
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<GroupKey> groups = new ArrayList<>();
  private final List<Counterpart> counterparts = new ArrayList<>();
  private final List<Field> selected = new ArrayList<>();
  private final Map<ObjectName, ShownTable> shown = new LinkedHashMap<>();
  private @Nullable RowCount counterpartCount;
  private @Nullable RowCount groupSize;
  private @Nullable Field sortColumn;
  private @Nullable Relation sortRowsOf;
  private @Nullable Relation sortTable;
  private boolean sortDescending;
  private @Nullable Age age;
  private @Nullable Integer limit;
  private boolean all;
  private boolean distinct;

  QueryPlanBuilder(Relation listed) {
    this.listed = listed;
  }

  Relation listed() {
    return listed;
  }

  boolean isListed(Relation relation) {
    return relation.name().equals(listed.name());
  }

  void add(Aggregate aggregate) {
    aggregates.add(aggregate);
  }

  List<Aggregate> aggregates() {
    return aggregates;
  }

  void add(GroupKey key) {
    groups.add(key);
  }

  List<GroupKey> groups() {
    return groups;
  }

  void add(Counterpart counterpart) {
    counterparts.add(counterpart);
  }

  List<Counterpart> counterparts() {
    return counterparts;
  }

  void requireCounterparts(RowCount count) {
    counterpartCount = count;
  }

  @Nullable RowCount counterpartCount() {
    return counterpartCount;
  }

  void requireGroupSize(RowCount size) {
    groupSize = size;
  }

  void select(Field field) {
    selected.add(field);
  }

  List<Field> selected() {
    return selected;
  }

  /** Cities with more than 5 customers: the only column that is named is what to group by. */
  void groupByOnlyColumn() {
    if (groupSize != null && groups.isEmpty() && aggregates.isEmpty() && selected.size() == 1) {
      groups.add(new GroupKey.ByColumn(selected.getFirst()));
      selected.clear();
    }
  }

  void show(Relation relation, boolean keepAll) {
    shown.merge(
        relation.name(),
        new ShownTable(relation, keepAll),
        (known, added) -> new ShownTable(relation, known.keepsAll() || added.keepsAll()));
  }

  void sortBy(Field column) {
    sortColumn = column;
  }

  void sortByNumberOf(Relation relation) {
    sortRowsOf = relation;
  }

  void sortByNameOf(Relation relation) {
    sortTable = relation;
  }

  void sortDescending(boolean descending) {
    sortDescending = descending;
  }

  boolean isSorted() {
    return sortColumn != null || sortRowsOf != null || sortTable != null;
  }

  void wantNewest() {
    age = Age.NEWEST;
  }

  /** Where both ends of time are named, the newest rows are meant. */
  void wantOldest() {
    age = age == null ? Age.OLDEST : age;
  }

  void limitTo(int rows) {
    limit = rows;
  }

  boolean isLimited() {
    return limit != null;
  }

  void wantAll() {
    all = true;
  }

  void wantDistinct() {
    distinct = true;
  }

  /** Whether a ranking stands beside the group keys: then it is one within each group. */
  boolean isRankedInGroups() {
    return !groups.isEmpty() && aggregates.isEmpty() && (age != null || limit != null);
  }

  /**
   * The plan, once all words are read.
   *
   * @param singular whether the listed table is spoken of in the singular
   */
  QueryPlan plan(List<Filter> filters, boolean ranked, boolean singular) {
    return new QueryPlan(
        listed,
        aggregates,
        groups,
        filters,
        counterparts,
        counterpartCount,
        groupSize,
        selected,
        List.copyOf(shown.values()),
        new Sorting(sortColumn, sortRowsOf, sortTable, sortDescending, age),
        new Extent(limit, all, singular),
        ranked,
        distinct);
  }
}
