package dev.dbsa.adapter.rest.glossary;

import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A word of a team; exactly one of table, column and expression says what it means. */
@Schema(name = "GlossaryTerm", requiredProperties = "word")
record TermView(
    @Schema(
            description = "One or several words, without regard to case.",
            minLength = 1,
            maxLength = Term.MAX_WORD,
            examples = "turnover")
        String word,
    @Schema(
            nullable = true,
            maxLength = Term.MAX_MEANING,
            description = "A table or a view.",
            examples = "customers")
        @Nullable String table,
    @Schema(
            nullable = true,
            maxLength = Term.MAX_MEANING,
            description = "A column, as table.column.",
            examples = "orders.total_amount")
        @Nullable String column,
    @Schema(
            nullable = true,
            maxLength = Term.MAX_MEANING,
            description = "With column: the rows whose column has this value.",
            examples = "paid")
        @Nullable String value,
    @Schema(
            nullable = true,
            maxLength = Term.MAX_MEANING,
            description = "A figure or a condition in SQL, its columns as table.column.",
            examples = "sum(orders.total_amount)")
        @Nullable String expression) {

  static TermView of(Term term) {
    String word = term.word();
    return switch (term.meaning()) {
      case Meaning.Table table -> new TermView(word, table.name(), null, null, null);
      case Meaning.Column column -> new TermView(word, null, column.name(), null, null);
      case Meaning.Value value -> new TermView(word, null, value.column(), value.value(), null);
      case Meaning.Expression expression -> new TermView(word, null, null, null, expression.sql());
    };
  }
}
