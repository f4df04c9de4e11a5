package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the column that words fit best. */
final class ColumnMatcher {
  /**
   * A column that words fit.
   *
   * @param fit how well
   * @param rivals all columns of the table that the words fit so
   */
  record Match(Field field, Fit fit, List<Column> rivals) {
    /** Whether the words are the column's own name. */
    boolean isCertain() {
      return fit == Fit.WHOLE || fit == Fit.SHORT;
    }
  }

  private static final List<Fit> CERTAIN = List.of(Fit.WHOLE, Fit.SHORT);

  private final List<Relation> scope;
  private final List<Relation> near;
  private final ColumnFinder columns;

  /**
   * @param scope the tables that the request names
   * @param near those around them
   */
  ColumnMatcher(List<Relation> scope, List<Relation> near, ColumnFinder columns) {
    this.scope = scope;
    this.near = near;
    this.columns = columns;
  }

  /**
   * The best match, in the owner first and in the tables around at last.
   *
   * @param owner the table that the words stand beside; {@code null} for none
   * @param partly whether the words may be a part of the name
   * @param freely whether they may be other words for it
   */
  @Nullable Match best(
      @Nullable Relation owner, List<String> stems, boolean partly, boolean freely) {
    List<Fit> likely = new ArrayList<>();
    if (partly) {
      likely.add(Fit.PART);
    }
    if (freely) {
      likely.add(Fit.SYNONYM);
    }
    List<List<Relation>> places =
        owner == null ? List.of(scope, near) : List.of(List.of(owner), scope, near);
    for (List<Relation> place : places) {
      for (List<Fit> fits : List.of(CERTAIN, likely)) {
        Match found = find(place, stems, fits);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The first match by how well the words fit, then by the order of the relations. */
  @Nullable Match find(List<Relation> relations, List<String> stems, List<Fit> fits) {
    for (Fit fit : fits) {
      for (Relation relation : relations) {
        List<Column> found = columns.find(relation, stems, fit);
        if (!found.isEmpty()) {
          return new Match(new Field(relation, chosen(relation, found, stems)), fit, found);
        }
      }
    }
    return null;
  }

  /** The first column; of several dates, the one that tells when a row came to be. */
  private Column chosen(Relation relation, List<Column> found, List<String> stems) {
    if (found.size() > 1 && (stems.contains("dat") || stems.contains("tim"))) {
      Optional<Column> creation = columns.creationDate(relation);
      if (creation.isPresent() && found.contains(creation.get())) {
        return creation.get();
      }
    }
    return found.getFirst();
  }
}
