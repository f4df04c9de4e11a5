package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.domain.policy.Policy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A policy and where it was found.
 *
 * @param folder what the paths in it are relative to; {@code null} where there is none
 * @param name how reports call its file; {@code null} where there is none
 * @param sha256 of its file; {@code null} where there is none
 */
record FoundPolicy(
    Policy policy, @Nullable Path folder, @Nullable String name, @Nullable String sha256) {
  static final FoundPolicy NONE = new FoundPolicy(Policy.NONE, null, null, null);

  /**
   * A script's path as the policy sees it; {@code null} for one that lies outside of its folder.
   *
   * @param directory what the names of scripts are relative to
   */
  @Nullable String pathOf(ScriptFile script, Path directory) {
    if (folder == null) {
      return null;
    }
    Path home = folder.toAbsolutePath().normalize();
    Path given = script.path() == null ? Path.of(script.name()) : script.path();
    Path path = directory.resolve(given).toAbsolutePath().normalize();
    return path.startsWith(home) ? home.relativize(path).toString().replace('\\', '/') : null;
  }
}
