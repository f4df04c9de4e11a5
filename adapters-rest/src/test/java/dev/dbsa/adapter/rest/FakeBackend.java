package dev.dbsa.adapter.rest;

import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.port.out.ScriptGenerator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A backend that does what the request's first word says. */
final class FakeBackend implements ScriptGenerator {
  private final Set<RequestText> failedOnce = ConcurrentHashMap.newKeySet();

  @Override
  public Proposal draft(DraftRequest request) throws InterruptedException {
    String text = request.text().value();
    if (text.startsWith("wait")) {
      // Until somebody cancels.
      new CountDownLatch(1).await();
    }
    if (text.startsWith("fail") && failedOnce.add(request.text())) {
      throw new GenerationFailedException(
          new Failure("model_unavailable", "the model did not answer"),
          new Usage("llm", "fake", 120L, 30L, 250, 1, "draft-1"),
          "Sure! Here is your script");
    }
    if (text.startsWith("unclear")) {
      return proposal(null, List.of("Which table do you mean?"));
    }
    return proposal("SELECT *\nFROM orders\nLIMIT 10;", List.of("Should it be sorted?"));
  }

  private static Proposal proposal(@Nullable String script, List<String> questions) {
    return new Proposal(
        script,
        List.of("\"latest\" means by placed_at"),
        List.of("Read orders", "Keep ten"),
        "Lists ten orders.",
        List.of(),
        Question.of(questions),
        0.8,
        List.of(
            new Reference("schema_object", "public.orders", "named in the request"),
            new Reference("schema_object", "public.customers", null)),
        new Usage("mock", null, null, null, 1, 1, null));
  }
}
