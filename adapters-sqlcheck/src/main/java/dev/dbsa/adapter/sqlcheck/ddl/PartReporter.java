package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.lex.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reports about a part of a statement as about the whole.
 *
 * @param from index of the part's first token in the whole
 */
record PartReporter(Reporter whole, int from) implements Reporter {
  @Override
  public void report(
      FindingRule rule,
      Severity severity,
      int at,
      String message,
      @Nullable String hint,
      @Nullable String object) {
    whole.report(rule, severity, at + from, message, hint, object);
  }

  @Override
  public void reportInside(FindingRule rule, Token inside, String message) {
    whole.reportInside(rule, inside, message);
  }

  @Override
  public void notRead(String what) {
    whole.notRead(what);
  }

  @Override
  public void notShown(String what) {
    whole.notShown(what);
  }
}
