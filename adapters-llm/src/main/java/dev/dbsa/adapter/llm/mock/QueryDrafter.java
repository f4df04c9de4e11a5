package dev.dbsa.adapter.llm.mock;

/** Drafts a query: finds out what the words ask for, then writes that as SQL. */
final class QueryDrafter {
  private final Reading reading;
  private final Sql sql;

  QueryDrafter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /** The drafted query, without a final semicolon. */
  String draft() throws Unclear {
    QueryPlan plan = new QueryInterpreter(reading, sql).plan();
    return new QueryWriter(plan, reading, sql).write();
  }
}
