package dev.dbsa.adapter.sqlcheck.rule;

/** Looks at one statement of another kind, before it has its effect on the working schema. */
interface DefinitionRule {
  void check(DefinedStatement statement, Notes notes);
}
