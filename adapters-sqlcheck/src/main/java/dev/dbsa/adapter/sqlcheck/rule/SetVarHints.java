package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.lex.Token;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MySQL's optimizer hint SET_VAR, a comment that sets a variable for its statement. A hint stands
 * right behind the word that begins a query or a change of rows.
 */
final class SetVarHints implements RowRule {
  private static final Set<String> VERBS =
      Set.of("select", "insert", "replace", "update", "delete");
  private static final Pattern SET_VAR =
      Pattern.compile("\\bset_var\\s*\\(\\s*(\\w+)", Pattern.CASE_INSENSITIVE);

  @Override
  public void check(RowStatement statement, Notes notes) {
    if (!statement.isMySql()) {
      return;
    }
    List<Token> tokens = statement.text().tokens();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (VERBS.contains(tokens.get(i).key())) {
        String between =
            statement.text().script().substring(tokens.get(i).end(), tokens.get(i + 1).start());
        if (between.strip().startsWith("/*+")) {
          told(between, notes);
        }
      }
    }
  }

  private static void told(String hint, Notes notes) {
    Matcher matcher = SET_VAR.matcher(hint);
    while (matcher.find()) {
      notes.risk(
          RiskCode.STATEMENT_WITH_EFFECTS,
          RiskLevel.LOW,
          "The hint SET_VAR sets " + matcher.group(1) + " while the statement runs",
          null,
          null);
    }
  }
}
