package dev.dbsa.app;

import dev.dbsa.adapter.rest.glossary.GlossaryFile;
import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.application.knowledge.GlossaryService;
import dev.dbsa.application.knowledge.Teaching;
import dev.dbsa.application.work.PooledValidator;
import dev.dbsa.application.work.WorkPool;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.port.in.ManageGlossary;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.GlossaryStore;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** What teams teach. */
@ApplicationScoped
class KnowledgeBeans {

  private static final String SETTING = "APP_GLOSSARY_FILE";

  /** The words that hold in all databases. Read at start, so that a mistake is met there. */
  @Produces
  @Singleton
  @Startup
  Glossary sharedGlossary(AppSettings settings) {
    return settings.glossaryFile().map(KnowledgeBeans::read).orElse(Glossary.EMPTY);
  }

  private static Glossary read(String file) {
    String text = SecretFile.read(SETTING, file);
    try {
      return GlossaryFile.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidFieldsException e) {
      throw new ConfigurationException(
          SETTING + " names a file that is no glossary, " + file + ": " + e.detail());
    }
  }

  @Produces
  @Singleton
  Teaching teaching(
      Glossary shared,
      GlossaryStore glossaries,
      GenerationStore generations,
      ReviewStore reviews,
      ScriptValidator validator,
      WorkPool pool) {
    return new Teaching(
        shared, glossaries, generations, reviews, PooledValidator.forAttempts(validator, pool));
  }

  @Produces
  @ApplicationScoped
  ManageGlossary manageGlossary(
      Glossary shared,
      ConnectionStore connections,
      GlossaryStore glossaries,
      SnapshotStore snapshots,
      AuditTrail audit,
      UnitOfWork work) {
    return new GlossaryService(shared, connections, glossaries, snapshots, audit, work);
  }
}
