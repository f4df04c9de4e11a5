package dev.dbsa.app;

import dev.dbsa.adapter.persistence.StoreClock;
import dev.dbsa.application.generation.GenerationRunner;
import dev.dbsa.application.generation.RunningShares;
import dev.dbsa.application.housekeeping.Housekeeping;
import dev.dbsa.port.out.ModelEndpoint;
import dev.dbsa.port.out.SecretCipher;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What has to be there from the first request to the last. */
@ApplicationScoped
class ServiceLifecycle {
  /** Whether this process serves, rather than only looking after the metadata store. */
  static final String SERVING = "dbsa.serving";

  private final boolean serving;
  private final String host;
  private final int port;
  private final Instance<StartChecks> checks;
  private final Instance<SecretCipher> cipher;
  private final Instance<TargetHosts> hosts;
  private final Instance<RunningShares> shares;
  private final Instance<GenerationRunner> runner;
  private final Instance<Housekeeping> housekeeping;
  private final Instance<StoreClock> storeClock;
  private final Instance<ModelEndpoint> modelEndpoint;

  ServiceLifecycle(
      @ConfigProperty(name = SERVING, defaultValue = "true") boolean serving,
      @ConfigProperty(name = StartChecks.ADDRESS) String host,
      @ConfigProperty(name = "quarkus.http.port") int port,
      Instance<StartChecks> checks,
      Instance<SecretCipher> cipher,
      Instance<TargetHosts> hosts,
      Instance<RunningShares> shares,
      Instance<GenerationRunner> runner,
      Instance<Housekeeping> housekeeping,
      Instance<StoreClock> storeClock,
      Instance<ModelEndpoint> modelEndpoint) {
    this.serving = serving;
    this.host = host;
    this.port = port;
    this.checks = checks;
    this.cipher = cipher;
    this.hosts = hosts;
    this.shares = shares;
    this.runner = runner;
    this.housekeeping = housekeeping;
    this.storeClock = storeClock;
    this.modelEndpoint = modelEndpoint;
  }

  void open(@Observes StartupEvent event) {
    if (serving) {
      // A missing or wrong setting stops the start, not the first request that needs it.
      if (LaunchMode.current() == LaunchMode.NORMAL) {
        // Tests listen elsewhere than this setting says.
        StartChecks.requireFree(host, port);
      }
      checks.get().run();
      cipher.get();
      modelEndpoint.get();
      hosts.get();
      shares.get();
      storeClock.get().synchronize();
      runner.get().open();
      housekeeping.get().open();
    }
  }

  /** While the store is still there, and requests are served: what is under way may end well. */
  void close(@Observes ShutdownEvent event) {
    if (serving) {
      runner.get().close();
      housekeeping.get().close();
    }
  }
}
