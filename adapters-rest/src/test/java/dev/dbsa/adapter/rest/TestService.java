package dev.dbsa.adapter.rest;

import dev.dbsa.adapter.rest.auth.AgentCredentials;
import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.RateLimits;
import dev.dbsa.adapter.rest.auth.ServedHosts;
import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.backend.BackendService;
import dev.dbsa.application.connection.ConnectionService;
import dev.dbsa.application.generation.Drafting;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.generation.GenerationService;
import dev.dbsa.application.generation.RunnerSettings;
import dev.dbsa.application.generation.RunningShares;
import dev.dbsa.application.idempotency.FirstAnswers;
import dev.dbsa.application.knowledge.GlossaryService;
import dev.dbsa.application.review.ReviewService;
import dev.dbsa.application.schema.SchemaService;
import dev.dbsa.application.validation.ValidationService;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostResolver;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.PolicyRules;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.port.in.AnswerOnce;
import dev.dbsa.port.in.DraftScripts;
import dev.dbsa.port.in.InspectBackend;
import dev.dbsa.port.in.ManageConnections;
import dev.dbsa.port.in.ManageGlossary;
import dev.dbsa.port.in.ReadAudit;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.in.ReviewDrafts;
import dev.dbsa.port.in.ValidateScripts;
import dev.dbsa.port.out.AuditLog;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.SnapshotFiles;
import dev.dbsa.testing.InMemoryCallerLedger;
import dev.dbsa.testing.ReversingCipher;
import dev.dbsa.testing.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service as the application builds it, over stores in memory and fakes of the world. */
@ApplicationScoped
class TestService {
  static final String SECRET = "replace-with-a-long-random-secret";
  static final String NEXT_SECRET = "the-one-after-the-rotation";
  static final String AGENT_SECRET = "the-token-of-an-agent";
  static final Duration MAX_AGE = Duration.ofMinutes(15);

  private final Stores stores = Stores.inMemory();
  private final InstantSource clock;
  private final IdSource ids = UUID::randomUUID;
  private final FakeTargets targets = new FakeTargets();
  private final FakeValidator validator = new FakeValidator();
  private final AuditTrail audit;

  private final String mode;
  private final int perMinute;
  private final int running;
  private final int workers;
  private final boolean sharedLedger;
  private final CallerContext callers;

  /**
   * @param mode none, token or hmac
   * @param start what time it is when the service starts, in Unix seconds; 0 for the real time
   * @param perMinute how many requests a caller may send; 0 for no limit
   * @param running how many generations a caller may have under way; 0 for no limit
   * @param workers how many generations run at once
   * @param sharedLedger whether callers are counted as over several processes
   */
  TestService(
      CallerContext callers,
      AuditLog log,
      @ConfigProperty(name = "test.auth", defaultValue = "none") String mode,
      @ConfigProperty(name = "test.start", defaultValue = "0") long start,
      @ConfigProperty(name = "test.per-minute", defaultValue = "0") int perMinute,
      @ConfigProperty(name = "test.running", defaultValue = "0") int running,
      @ConfigProperty(name = "test.workers", defaultValue = "50") int workers,
      @ConfigProperty(name = "test.shared", defaultValue = "false") boolean sharedLedger) {
    this.mode = mode;
    this.perMinute = perMinute;
    this.running = running;
    this.workers = workers;
    this.sharedLedger = sharedLedger;
    this.callers = callers;
    Clock real = Clock.systemUTC();
    clock =
        start == 0
            ? real
            : Clock.offset(real, Duration.between(real.instant(), Instant.ofEpochSecond(start)));
    audit = new AuditTrail(stores.audit(), log, stores.work(), callers, ids, clock);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return clock;
  }

  @Produces
  @Singleton
  AuthSettings authSettings() {
    return mode.equals("none")
        ? AuthSettings.none(AuthSettings.Headers.DEFAULT)
        : new AuthSettings(
            AuthSettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
            List.of(
                new AuthSettings.Credential("default", Secret.of(SECRET)),
                new AuthSettings.Credential("next", Secret.of(NEXT_SECRET)),
                new AuthSettings.Credential("agent", Secret.of(AGENT_SECRET))),
            AuthSettings.Headers.DEFAULT,
            MAX_AGE);
  }

  @Produces
  @Singleton
  ServedHosts servedHosts() {
    return ServedHosts.of("127.0.0.1", AllowedHosts.parse("copilot.example,*.team.example:8443"));
  }

  @Produces
  @Singleton
  RateLimits rateLimits() {
    return new RateLimits(perMinute, perMinute);
  }

  @Produces
  @Singleton
  AnswerOnce answerOnce() {
    return new FirstAnswers(stores.answers(), new ReversingCipher(), callers, stores.work(), clock);
  }

  @Produces
  @Singleton
  CallerLedger callerLedger() {
    return new InMemoryCallerLedger(sharedLedger, clock);
  }

  @Produces
  @Singleton
  ReadAudit readAudit() {
    return audit;
  }

  /** Says which database the schema is of, and when it was read. */
  @Produces
  @Singleton
  SnapshotFiles snapshotFiles() {
    return new SnapshotFiles() {
      @Override
      public byte[] write(DatabaseSchema schema, Instant readAt) {
        return (schema.server().product() + " " + readAt).getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public Content read(byte[] file) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Produces
  @Singleton
  ManageConnections manageConnections() {
    return new ConnectionService(
        stores.connections(),
        stores.generations(),
        new ReversingCipher(),
        targets,
        new HostGuard(AllowedHosts.EVERY, HostResolver.SYSTEM),
        audit,
        stores.work(),
        ids,
        clock);
  }

  @Produces
  @Singleton
  ManageGlossary manageGlossary() {
    return new GlossaryService(
        new Glossary(List.of(new Term("client", new Meaning.Table("customers")))),
        stores.connections(),
        stores.glossaries(),
        stores.snapshots(),
        audit,
        stores.work());
  }

  @Produces
  @Singleton
  ReadSchemas readSchemas() {
    return new SchemaService(
        stores.connections(),
        stores.snapshots(),
        new ReversingCipher(),
        targets,
        audit,
        stores.work(),
        ids,
        clock);
  }

  @Produces
  @Singleton
  DraftScripts draftScripts() {
    GenerationRunner runner =
        new GenerationRunner(
            stores.generations(),
            new Drafting(
                stores.snapshots(), new FakeBackend(), validator, stores.teaching(validator)),
            stores.work(),
            clock,
            new RunnerSettings(
                "test", workers, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO));
    return new GenerationService(
        stores.connections(),
        stores.snapshots(),
        stores.generations(),
        stores.reviews(),
        runner,
        new RunningShares(stores.generations(), callers, running),
        audit,
        stores.work(),
        ids,
        clock);
  }

  @Produces
  @Singleton
  ReviewDrafts reviewDrafts() {
    return new ReviewService(
        stores.history(),
        stores.generations(),
        stores.connections(),
        stores.reviews(),
        stores.snapshots(),
        validator,
        (generated, edited) -> "--- generated.sql\n+++ final.sql\n-" + generated + "\n+" + edited,
        false,
        audit,
        stores.work(),
        ids,
        clock);
  }

  @Produces
  @Singleton
  InspectBackend inspectBackend() {
    return new BackendService("llm", true, new FakeModelEndpoint(), Duration.ofSeconds(300));
  }

  @Produces
  @Singleton
  RuleRegister rules() {
    return new FakeRules();
  }

  @Produces
  @Singleton
  AgentCredentials agentCredentials() {
    return new AgentCredentials(Set.of("agent"));
  }

  @Produces
  @Singleton
  Policy policy() {
    return new Policy(
        new PolicyRules(Map.of("drop_table", RuleLevel.ERROR), null, Map.of()),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  @Produces
  @Singleton
  ValidateScripts validateScripts() {
    return new ValidationService(stores.snapshots(), validator);
  }
}
