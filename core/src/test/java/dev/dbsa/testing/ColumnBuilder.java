package dev.dbsa.testing;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import org.jspecify.annotations.Nullable;

/** Describes one column; nullable unless it says otherwise. */
public final class ColumnBuilder {

  private final String name;
  private final int position;
  private final String type;
  private boolean nullable = true;
  private @Nullable String defaultExpression;
  private ColumnGeneration generation = ColumnGeneration.NONE;
  private @Nullable String generationExpression;
  private @Nullable String collation;
  private @Nullable String comment;
  private boolean invisible;
  private @Nullable String characterSet;

  ColumnBuilder(String name, int position, String type) {
    this.name = name;
    this.position = position;
    this.type = type;
  }

  public ColumnBuilder notNull() {
    nullable = false;
    return this;
  }

  /** The default as SQL text. */
  public ColumnBuilder defaultsTo(String expression) {
    defaultExpression = expression;
    return this;
  }

  public ColumnBuilder generation(ColumnGeneration newGeneration) {
    generation = newGeneration;
    return this;
  }

  /** A stored computed column. */
  public ColumnBuilder computedAs(String expression) {
    generation = ColumnGeneration.STORED;
    generationExpression = expression;
    return this;
  }

  public ColumnBuilder collation(String newCollation) {
    collation = newCollation;
    return this;
  }

  /** Left out by a star. */
  public ColumnBuilder invisible() {
    invisible = true;
    return this;
  }

  public ColumnBuilder characterSet(String newCharacterSet) {
    characterSet = newCharacterSet;
    return this;
  }

  public ColumnBuilder comment(String newComment) {
    comment = newComment;
    return this;
  }

  Column build() {
    return new Column(
        name,
        position,
        type,
        nullable,
        defaultExpression,
        generation,
        generationExpression,
        collation,
        comment,
        invisible,
        characterSet,
        null,
        false);
  }
}
