package dev.dbsa.adapter.cli;

import picocli.CommandLine.Mixin;

/** Flags that make a client of the service: where it is, who calls it, and how that is signed. */
final class ClientOptions {
  /** Mixins and no group: picocli's processor takes a group's class for one command only. */
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private HeaderOptions headers = new HeaderOptions();

  ServiceOptions service() {
    return service;
  }

  /**
   * A client of the service that the flags and settings name; nothing is sent yet.
   *
   * @param files reads what the flags name, of this command alone
   * @throws UsageException if a flag or setting is missing or wrong
   */
  ApiClient client(CliEnvironment environment, TextFiles files) {
    return client(environment, files, Settings.of(environment, files));
  }

  ApiClient client(CliEnvironment environment, TextFiles files, Settings settings) {
    return service.client(headers.resolve(settings), settings, files, environment);
  }

  /** As {@link #client}, for commands that show nothing of its answers. */
  ServiceView view(CliEnvironment environment) {
    return new ServiceView(environment, client(environment, new TextFiles(environment)), false);
  }
}
