package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ObjectName;

/** Makes foreign keys out of others. */
final class ForeignKeys {
  private ForeignKeys() {}

  static ForeignKey renamed(ForeignKey key, String name) {
    return new ForeignKey(
        name,
        key.columns(),
        key.target(),
        key.targetColumns(),
        key.onUpdate(),
        key.onDelete(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated());
  }

  /** The same key, whose target bears another name. */
  static ForeignKey toTarget(ForeignKey key, ObjectName target) {
    return new ForeignKey(
        key.name(),
        key.columns(),
        target,
        key.targetColumns(),
        key.onUpdate(),
        key.onDelete(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated());
  }
}
