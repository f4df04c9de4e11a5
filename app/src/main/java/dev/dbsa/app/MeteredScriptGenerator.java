package dev.dbsa.app;

import dev.dbsa.adapter.llm.model.LlmScriptGenerator;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.port.out.ScriptGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** Counts how often a backend is asked for a script, and what comes of it. */
final class MeteredScriptGenerator implements ScriptGenerator {
  private final ScriptGenerator backend;
  private final MeterRegistry meters;

  MeteredScriptGenerator(ScriptGenerator backend, MeterRegistry meters) {
    this.backend = backend;
    this.meters = meters;
  }

  @Override
  public Proposal draft(DraftRequest request) throws InterruptedException {
    try {
      Proposal proposal = backend.draft(request);
      String version = Objects.requireNonNullElse(proposal.usage().promptVersion(), "none");
      count(request, proposal.script() == null ? "questions" : "script", version);
      return proposal;
    } catch (GenerationFailedException e) {
      count(request, e.failure().code(), "none");
      throw e;
    }
  }

  private void count(DraftRequest request, String outcome, String promptVersion) {
    String round = request.repairs().isEmpty() ? "first" : "repair";
    meters
        .counter(
            "dbsa.draft.rounds",
            "round",
            round,
            "outcome",
            outcome,
            "prompt_version",
            promptVersion)
        .increment();
  }

  @Override
  public boolean asksModel() {
    return backend.asksModel();
  }

  @Override
  public int repairAttempts() {
    return backend.repairAttempts();
  }

  /** Closes what the backend holds open. */
  void close() {
    if (backend instanceof LlmScriptGenerator model) {
      model.close();
    }
  }
}
