package dev.dbsa.adapter.sqlcheck.bind;

/** The parts of the binder for one statement; they refer to each other as the clauses of SQL do. */
final class Binders {
  final StatementBinder statements;
  final CommonTableBinder commonTables;
  final InsertBinder inserts;
  final ChangeBinder changes;
  final QueryBinder queries;
  final KeyBinder keys;
  final SelectListBinder selectLists;
  final FromBinder from;
  final ExpressionBinder expressions;
  final CallBinder calls;
  final ColumnResolver columns;
  final DefinitionBinder definitions;
  final StoredValues stored;
  final ChangedViews views;
  final Comparables comparables;

  Binders(Binding binding) {
    statements = new StatementBinder(this);
    commonTables = new CommonTableBinder(binding, this);
    inserts = new InsertBinder(binding, this);
    changes = new ChangeBinder(binding, this);
    queries = new QueryBinder(binding, this);
    keys = new KeyBinder(binding, this);
    selectLists = new SelectListBinder(binding, this);
    from = new FromBinder(binding, this);
    expressions = new ExpressionBinder(binding, this);
    calls = new CallBinder(binding, this);
    columns = new ColumnResolver(binding);
    definitions = new DefinitionBinder(binding, this);
    stored = new StoredValues(binding, columns);
    views = new ChangedViews(binding);
    comparables = new Comparables(binding);
  }
}
