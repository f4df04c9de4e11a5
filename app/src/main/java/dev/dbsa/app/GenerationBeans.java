package dev.dbsa.app;

import dev.dbsa.adapter.diff.UnifiedScriptDiffer;
import dev.dbsa.adapter.llm.client.CallObserver;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.mock.MockScriptGenerator;
import dev.dbsa.adapter.llm.model.LlmScriptGenerator;
import dev.dbsa.adapter.llm.model.LlmSettings;
import dev.dbsa.adapter.policy.TomlPolicyReader;
import dev.dbsa.adapter.sqlcheck.SqlRuleRegister;
import dev.dbsa.adapter.sqlcheck.SqlScriptValidator;
import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.generation.Drafting;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.generation.GenerationService;
import dev.dbsa.application.generation.RunnerSettings;
import dev.dbsa.application.generation.RunningShares;
import dev.dbsa.application.generation.SubmissionService;
import dev.dbsa.application.knowledge.Teaching;
import dev.dbsa.application.review.ReviewService;
import dev.dbsa.application.validation.ValidationService;
import dev.dbsa.application.work.PooledGenerator;
import dev.dbsa.application.work.PooledValidator;
import dev.dbsa.application.work.WorkPool;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.UnusablePolicy;
import dev.dbsa.port.in.DraftScripts;
import dev.dbsa.port.in.ReviewDrafts;
import dev.dbsa.port.in.SubmitScripts;
import dev.dbsa.port.in.ValidateScripts;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.HistoryStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.ScriptDiffer;
import dev.dbsa.port.out.ScriptGenerator;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/** Drafting, checking and reviewing scripts. */
class GenerationBeans {
  private static final String POLICY = "APP_POLICY_FILE";

  private static final long MAX_SECONDS = 86_400;

  private static final int MAX_WORKERS = 10_000;

  /** It is renewed every third of it, by a process that may be kept from that for a moment. */
  private static final long LEAST_LEASE = 3;

  /** Requests that wait hold their bodies in memory, so that only a few may. */
  private static final int WAITING_REQUESTS = 64;

  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(30);

  @Produces
  @Singleton
  ScriptGenerator scriptGenerator(
      AppSettings settings,
      LlmSettings model,
      SchemaLinker linker,
      Vertx vertx,
      InstantSource clock,
      CallObserver observer,
      MeterRegistry meters,
      WorkPool pool) {
    ScriptGenerator backend =
        switch (settings.generationBackend()) {
          case "mock" -> new PooledGenerator(new MockScriptGenerator(linker), pool);
          case "llm" -> new LlmScriptGenerator(model, vertx, linker, clock, observer, pool);
          default ->
              throw new ConfigurationException(
                  "APP_GENERATION_BACKEND must be mock or llm, not "
                      + settings.generationBackend());
        };
    return new MeteredScriptGenerator(backend, meters);
  }

  void close(@Disposes ScriptGenerator generator) {
    if (generator instanceof MeteredScriptGenerator metered) {
      metered.close();
    }
  }

  @Produces
  @ApplicationScoped
  RuleRegister rules() {
    return new SqlRuleRegister();
  }

  @Produces
  @ApplicationScoped
  ScriptValidator scriptValidator(Policy policy) {
    return new SqlScriptValidator(policy);
  }

  /** Read at start, so that a mistake is met there. */
  @Produces
  @Singleton
  @Startup
  Policy policy(AppSettings settings, RuleRegister rules) {
    return settings.policyFile().map(file -> read(file, rules)).orElse(Policy.NONE);
  }

  private static Policy read(String file, RuleRegister rules) {
    String text = SecretFile.read(POLICY, file);
    try {
      return new TomlPolicyReader(rules).read(text.getBytes(StandardCharsets.UTF_8));
    } catch (UnusablePolicy e) {
      throw new ConfigurationException(
          POLICY + " names a file that is no policy, " + file + ": " + e.getMessage());
    }
  }

  @Produces
  @ApplicationScoped
  ScriptDiffer scriptDiffer(WorkPool pool) {
    ScriptDiffer differ = new UnifiedScriptDiffer();
    return (generated, script) -> pool.answer(() -> differ.unifiedDiff(generated, script));
  }

  @Produces
  @Singleton
  WorkPool workPool() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new WorkPool(
        new WorkPool.Limits(Math.max(2, processors), WAITING_REQUESTS, REQUEST_PATIENCE));
  }

  void close(@Disposes WorkPool pool) {
    pool.close();
  }

  @Produces
  @Singleton
  GenerationRunner generationRunner(
      AppSettings settings,
      GenerationStore generations,
      SnapshotStore snapshots,
      ScriptGenerator generator,
      ScriptValidator validator,
      Teaching teaching,
      WorkPool pool,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    long timeout = settings.generationTimeoutSeconds();
    long grace = settings.shutdownGraceSeconds();
    long lease = settings.generationLeaseSeconds();
    int workers = settings.generationWorkers();
    requireBetween("APP_GENERATION_TIMEOUT_SECONDS", timeout, 1, MAX_SECONDS);
    requireBetween("APP_SHUTDOWN_GRACE_SECONDS", grace, 0, MAX_SECONDS);
    requireBetween("APP_GENERATION_LEASE_SECONDS", lease, LEAST_LEASE, MAX_SECONDS);
    requireBetween("APP_GENERATION_WORKERS", workers, 1, MAX_WORKERS);
    return new GenerationRunner(
        generations,
        new Drafting(snapshots, generator, PooledValidator.forAttempts(validator, pool), teaching),
        work,
        clock,
        new RunnerSettings(
            ids.next().toString(),
            workers,
            Duration.ofSeconds(timeout),
            Duration.ofSeconds(lease),
            Duration.ofSeconds(grace)));
  }

  private static void requireBetween(String setting, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ConfigurationException(
          "%s must be between %d and %d, not %d".formatted(setting, least, most, value));
    }
  }

  @Produces
  @Singleton
  RunningShares runningShares(
      AppSettings settings, GenerationStore generations, CallerContext callers) {
    int limit = settings.maxConcurrentGenerationsPerPrincipal();
    if (limit < 0) {
      throw new ConfigurationException(
          "APP_MAX_CONCURRENT_GENERATIONS_PER_PRINCIPAL must not be negative");
    }
    return new RunningShares(generations, callers, limit);
  }

  @Produces
  @ApplicationScoped
  DraftScripts draftScripts(
      ConnectionStore connections,
      SnapshotStore snapshots,
      GenerationStore generations,
      ReviewStore reviews,
      GenerationRunner runner,
      RunningShares shares,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    return new GenerationService(
        connections, snapshots, generations, reviews, runner, shares, audit, work, ids, clock);
  }

  @Produces
  @ApplicationScoped
  SubmitScripts submitScripts(
      ConnectionStore connections,
      SnapshotStore snapshots,
      GenerationStore generations,
      ScriptValidator validator,
      WorkPool pool,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    return new SubmissionService(
        connections,
        snapshots,
        generations,
        PooledValidator.forRequests(validator, pool),
        audit,
        work,
        ids,
        clock);
  }

  @Produces
  @ApplicationScoped
  ReviewDrafts reviewDrafts(
      HistoryStore history,
      GenerationStore generations,
      ConnectionStore connections,
      ReviewStore reviews,
      SnapshotStore snapshots,
      ScriptValidator validator,
      ScriptDiffer differ,
      WorkPool pool,
      AppSettings settings,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    return new ReviewService(
        history,
        generations,
        connections,
        reviews,
        snapshots,
        PooledValidator.forRequests(validator, pool),
        differ,
        settings.reviewRequirePass(),
        audit,
        work,
        ids,
        clock);
  }

  @Produces
  @ApplicationScoped
  ValidateScripts validateScripts(
      SnapshotStore snapshots, ScriptValidator validator, WorkPool pool) {
    return new ValidationService(snapshots, PooledValidator.forRequests(validator, pool));
  }
}
