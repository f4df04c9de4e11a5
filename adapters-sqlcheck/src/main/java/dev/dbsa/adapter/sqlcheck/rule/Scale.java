package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a level of what a step costs and how many rows there are. */
final class Scale {
  /** A second or less of work. */
  private static final long SMALL = 10_000;

  /** Seconds. */
  private static final long MIDDLE = 1_000_000;

  /** Minutes and more. */
  private static final long LARGE = 10_000_000;

  private Scale() {}

  static long rows(@Nullable Relation relation) {
    return relation == null ? -1 : relation.statistics().rowEstimate();
  }

  static long rows(@Nullable Table table) {
    return table == null ? -1 : rows(table.snapshot());
  }

  /** Of work or locking that grows with the table; {@code base} where its size is not known. */
  static RiskLevel work(RiskLevel base, @Nullable Relation relation) {
    long rows = rows(relation);
    if (rows < 0) {
      return base;
    }
    if (rows < SMALL) {
      return RiskLevel.LOW;
    }
    if (rows < MIDDLE) {
      return base.compareTo(RiskLevel.MEDIUM) > 0 ? RiskLevel.MEDIUM : base;
    }
    return rows < LARGE ? base : worse(base);
  }

  /** Of data that may be lost: no table is too small to matter. */
  static RiskLevel loss(RiskLevel base, @Nullable Relation relation) {
    return rows(relation) >= MIDDLE ? worse(base) : base;
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
