package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's collations that take different texts for equal do not go with. */
final class PostgresCollations {
  private static final Set<String> PATTERN =
      Set.of("text_pattern_ops", "varchar_pattern_ops", "bpchar_pattern_ops");

  /** Since this version both sides of a foreign key must agree in what is equal. */
  private static final int KEYS_AGREE = 180000;

  private PostgresCollations() {}

  /** index.c: index_create: an index for LIKE compares bytes. */
  static void ofPattern(KeyPart part, TableDraft draft, Step step) {
    Name operatorClass = part.operatorClass().getLast();
    Column column = part.column() == null ? null : draft.column(part.column().text());
    String collation =
        part.collation().isEmpty()
            ? column == null ? null : column.collation()
            : part.collation().getLast().text();
    if (PATTERN.contains(operatorClass.text()) && isNondeterministic(collation, step)) {
      step.refuse(
          FindingRule.INVALID_KEY,
          operatorClass,
          "The operator class "
              + operatorClass
              + " compares bytes, which the collation "
              + collation
              + " does not",
          null);
    }
  }

  /** tablecmds.c: ATAddForeignKeyConstraint. */
  static void ofForeignKey(Name name, Column from, Column to, Step step) {
    if (step.server().version() >= KEYS_AGREE
        && !bare(from.collation()).equals(bare(to.collation()))
        && (isNondeterministic(from.collation(), step)
            || isNondeterministic(to.collation(), step))) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TYPES,
          name,
          "The columns "
              + from.name()
              + " and "
              + to.name()
              + " have collations that do not agree in what is equal",
          "Give both the same collation.");
    }
  }

  private static boolean isNondeterministic(@Nullable String collation, Step step) {
    return collation != null
        && step.state().snapshot().further().collations().stream()
            .anyMatch(c -> !c.deterministic() && c.name().name().equals(bare(collation)));
  }

  private static String bare(@Nullable String collation) {
    return collation == null
        ? ""
        : collation.substring(collation.lastIndexOf('.') + 1).replace("\"", "");
  }
}
