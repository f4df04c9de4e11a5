package dev.dbsa.adapter.rest;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.RateLimits;
import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.connection.ConnectionService;
import dev.dbsa.application.generation.Drafting;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.generation.GenerationService;
import dev.dbsa.application.generation.RunnerSettings;
import dev.dbsa.application.review.ReviewService;
import dev.dbsa.application.schema.SchemaService;
import dev.dbsa.application.validation.ValidationService;
import dev.dbsa.port.in.DraftScripts;
import dev.dbsa.port.in.ManageConnections;
import dev.dbsa.port.in.ReadAudit;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.in.ReviewDrafts;
import dev.dbsa.port.in.ValidateScripts;
import dev.dbsa.port.out.CallerContext;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.testing.ReversingCipher;
import dev.dbsa.testing.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** The service as the application builds it, over stores in memory and fakes of the world. */
@ApplicationScoped
class TestService {
  private final Stores stores = Stores.inMemory();
  private final InstantSource clock = Clock.systemUTC();
  private final IdSource ids = UUID::randomUUID;
  private final FakeTargets targets = new FakeTargets();
  private final FakeValidator validator = new FakeValidator();
  private final AuditTrail audit;

  TestService(CallerContext callers) {
    audit = new AuditTrail(stores.audit(), callers, ids, clock);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return clock;
  }

  @Produces
  @Singleton
  AuthSettings authSettings() {
    return AuthSettings.none(AuthSettings.Headers.DEFAULT);
  }

  @Produces
  @Singleton
  RateLimits rateLimits() {
    return RateLimits.NONE;
  }

  @Produces
  @Singleton
  ReadAudit readAudit() {
    return audit;
  }

  @Produces
  @Singleton
  ManageConnections manageConnections() {
    return new ConnectionService(
        stores.connections(),
        stores.generations(),
        new ReversingCipher(),
        targets,
        audit,
        stores.work(),
        ids,
        clock);
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
            new Drafting(stores.snapshots(), new FakeBackend(), validator),
            stores.work(),
            clock,
            new RunnerSettings("test", Duration.ofMinutes(5), Duration.ofMinutes(5)));
    return new GenerationService(
        stores.connections(),
        stores.snapshots(),
        stores.generations(),
        stores.reviews(),
        runner,
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
        (generated, edited) -> "--- generated.sql\n+++ final.sql\n-" + generated + "\n+" + edited,
        audit,
        stores.work(),
        ids,
        clock);
  }

  @Produces
  @Singleton
  ValidateScripts validateScripts() {
    return new ValidationService(stores.snapshots(), validator);
  }
}
