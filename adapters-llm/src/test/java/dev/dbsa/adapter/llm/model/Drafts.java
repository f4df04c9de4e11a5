package dev.dbsa.adapter.llm.model;

import dev.dbsa.adapter.llm.client.CallObserver;
import dev.dbsa.adapter.llm.client.ClientSettings;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.application.generation.Drafting;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.generation.GenerationService;
import dev.dbsa.application.generation.RunnerSettings;
import dev.dbsa.application.generation.RunningShares;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.Workforce;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The use case of drafting over stores in memory, with a model behind it. */
final class Drafts implements AutoCloseable {
  private static final Set<GenerationStatus> UNDER_WAY =
      Set.of(GenerationStatus.QUEUED, GenerationStatus.RUNNING);

  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile profile = data.profile("shop");
  private final SchemaSnapshot snapshot;
  private final Vertx vertx = Vertx.vertx();
  private final LlmScriptGenerator generator;
  private final GenerationRunner runner;
  private final GenerationService service;

  Drafts(String baseUrl, DatabaseSchema schema, ScriptValidator validator) {
    this(
        LlmSettings.of(ClientSettings.of(baseUrl, Secret.of("sk-test"), "the-model")),
        schema,
        validator);
  }

  Drafts(LlmSettings settings, DatabaseSchema schema, ScriptValidator validator) {
    snapshot = data.snapshot(profile, 1, schema);
    stores
        .work()
        .inTransaction(
            () -> {
              stores.connections().add(profile);
              stores.snapshots().add(snapshot);
            });
    generator =
        new LlmScriptGenerator(
            settings,
            vertx,
            new SchemaLinker(),
            InstantSource.system(),
            CallObserver.NONE,
            Workforce.CALLER);
    runner =
        new GenerationRunner(
            stores.generations(),
            new Drafting(stores.snapshots(), generator, validator, stores.teaching(validator)),
            stores.work(),
            InstantSource.system(),
            new RunnerSettings(
                "here", 1_000, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO));
    service =
        new GenerationService(
            stores.connections(),
            stores.snapshots(),
            stores.generations(),
            stores.reviews(),
            runner,
            new RunningShares(stores.generations(), () -> Caller.SERVICE, 0),
            stores.auditTrail(data.ids(), InstantSource.system()),
            stores.work(),
            data.ids(),
            InstantSource.system());
  }

  GenerationService service() {
    return service;
  }

  Generation start(String request, ScriptMode mode) {
    Generation queued =
        service.request(profile.id(), snapshot.summary().id(), new RequestText(request), mode);
    return service.execute(queued.id());
  }

  /** The generation once it has ended. */
  Generation run(String request, ScriptMode mode) throws InterruptedException {
    return ended(start(request, mode));
  }

  Generation ended(Generation started) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Generation now = service.get(started.id());
    while (UNDER_WAY.contains(now.status())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("generation " + started.id() + " does not end");
      }
      Thread.sleep(5);
      now = service.get(started.id());
    }
    return now;
  }

  @Override
  public void close() {
    runner.close();
    generator.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
