package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.domain.script.FindingCategory;
import java.util.Locale;

/** What a reviewer should look at twice, as {@code docs/validation-rules.md} tells. */
public enum FindingRule {
  SELECT_STAR(FindingCategory.STYLE),
  INSERT_WITHOUT_COLUMNS(FindingCategory.STYLE),
  COMPARISON_WITH_NULL(FindingCategory.STYLE),
  NOT_IN_SUBQUERY(FindingCategory.STYLE),
  LIMIT_WITHOUT_ORDER_BY(FindingCategory.STYLE),
  CONSTANT_CONDITION(FindingCategory.STYLE),
  OUTER_JOIN_VOIDED(FindingCategory.STYLE),
  MERGEABLE_ALTERS(FindingCategory.STYLE),
  IDENTIFIER_TOO_LONG(FindingCategory.STYLE),
  MISSING_PRIMARY_KEY(FindingCategory.STYLE),
  SUPPRESSED(FindingCategory.STYLE),
  CONCURRENTLY_IN_TRANSACTION(FindingCategory.SYNTAX),
  CARTESIAN_JOIN(FindingCategory.PERFORMANCE),
  LEADING_WILDCARD(FindingCategory.PERFORMANCE),
  FUNCTION_ON_COLUMN(FindingCategory.PERFORMANCE),
  NO_INDEX_FOR_FILTER(FindingCategory.PERFORMANCE),
  UNBOUNDED_SELECT(FindingCategory.PERFORMANCE),
  COUNT_ALL(FindingCategory.PERFORMANCE),
  LARGE_IN_LIST(FindingCategory.PERFORMANCE),
  OR_ACROSS_COLUMNS(FindingCategory.PERFORMANCE),
  DEEP_OFFSET(FindingCategory.PERFORMANCE),
  ORDER_BY_RANDOM(FindingCategory.PERFORMANCE),
  UNINDEXED_FOREIGN_KEY(FindingCategory.PERFORMANCE),
  REDUNDANT_INDEX(FindingCategory.PERFORMANCE);

  private final FindingCategory category;

  FindingRule(FindingCategory category) {
    this.category = category;
  }

  FindingCategory category() {
    return category;
  }

  /** The rule's name in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
