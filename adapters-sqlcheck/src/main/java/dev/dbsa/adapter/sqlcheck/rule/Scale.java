package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.policy.Sizes;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a level of what a step costs and how many rows there are. */
final class Scale {
  private final Sizes sizes;

  Scale(Sizes sizes) {
    this.sizes = sizes;
  }

  /** Whether the table is known to have so few rows that reading all of them costs nothing. */
  boolean isSmall(@Nullable Table table) {
    long rows = rows(table);
    return rows >= 0 && rows < sizes.small();
  }

  /** As {@link #isSmall}, and also where the size is not known. */
  boolean mayBeSmall(Relation relation) {
    return rows(relation) < sizes.small();
  }

  /** Whether reading all of the table is worth a word. */
  boolean isNotable(Table table) {
    return table.hasAtLeast(10 * sizes.small());
  }

  /** Whether reading all of the table takes seconds or more. */
  boolean isBig(Table table) {
    return table.hasAtLeast(sizes.medium());
  }

  static long rows(@Nullable Relation relation) {
    return relation == null ? -1 : relation.statistics().rowEstimate();
  }

  static long rows(@Nullable Table table) {
    return table == null ? -1 : rows(table.snapshot());
  }

  /** Of work or locking that grows with the table; {@code base} where its size is not known. */
  RiskLevel work(RiskLevel base, @Nullable Relation relation) {
    long rows = rows(relation);
    if (rows < 0) {
      return base;
    }
    if (rows < sizes.small()) {
      return RiskLevel.LOW;
    }
    if (rows < sizes.medium()) {
      return base.compareTo(RiskLevel.MEDIUM) > 0 ? RiskLevel.MEDIUM : base;
    }
    return rows < sizes.large() ? base : worse(base);
  }

  /** Of data that may be lost: no table is too small to matter. */
  RiskLevel loss(RiskLevel base, @Nullable Relation relation) {
    return rows(relation) >= sizes.medium() ? worse(base) : base;
  }

  private static RiskLevel worse(RiskLevel level) {
    return switch (level) {
      case LOW -> RiskLevel.MEDIUM;
      case MEDIUM -> RiskLevel.HIGH;
      case HIGH, CRITICAL -> RiskLevel.CRITICAL;
    };
  }

  /** The rows in words behind a table's name; empty where they are not known. */
  static String text(@Nullable Relation relation) {
    long rows = rows(relation);
    return rows < 0 ? "" : String.format(Locale.ROOT, " (about %,d rows)", rows);
  }
}
