package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of the product find no error in a draft, nor more than its mode allows. */
class DraftsPassTheirChecksTest {
  private final SqlScriptValidator validator = new SqlScriptValidator();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noDraftHasAnError(Dialect dialect) {
    List<String> failed = new ArrayList<>();
    int scripts = 0;
    for (Requested request : Requested.all()) {
      SchemaSnapshot snapshot = Samples.snapshot(request.schemaIn(dialect));
      Proposal proposal = Requested.draft(snapshot, request.mode(), request.text());
      if (proposal.script() == null) {
        continue;
      }
      scripts++;
      for (Finding finding :
          validator
              .validate(proposal.script(), snapshot, ScriptScope.ofDraft(request.mode()))
              .validation()
              .findings()) {
        if (finding.severity() == Severity.ERROR) {
          failed.add(request + "\n" + proposal.script() + "-> " + finding.message());
        }
      }
    }
    assertThat(failed).isEmpty();
    assertThat(scripts).isGreaterThan(190);
  }
}
