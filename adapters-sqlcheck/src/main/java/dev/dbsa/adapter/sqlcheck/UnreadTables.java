package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * The tables that a statement names which the grammars have no model of, as JSqlParser finds them.
 * It judges nothing, and reads no more than what is short and flat.
 */
final class UnreadTables {
  private static final int MOST_TOKENS = 2_000;
  private static final int DEEPEST = 20;
  private static final int MOST_TABLES = 10;

  private UnreadTables() {}

  /** Empty where it finds none, or cannot tell. */
  static List<String> of(ScriptStatement statement) {
    if (statement.tokens().size() > MOST_TOKENS || depth(statement.tokens()) > DEEPEST) {
      return List.of();
    }
    try {
      // Without the limit of time and the thread that its shorter ways bring along.
      var tree = CCJSqlParserUtil.newParser(statement.text()).Statement();
      return new TablesNamesFinder<Void>()
          .getTables(tree).stream().sorted().limit(MOST_TABLES).toList();
    } catch (Exception | StackOverflowError e) {
      return List.of();
    }
  }

  private static int depth(List<Token> tokens) {
    int depth = 0;
    int deepest = 0;
    for (Token token : tokens) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }
}
