package dev.dbsa.domain.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a team makes of the rules.
 *
 * @param everywhere what holds unless a server or a path says otherwise
 * @param servers by {@code postgresql}, {@code mysql} or {@code mariadb}
 * @param paths of scripts; later ones win, and all of them win over servers
 * @param ticket what the reason for passing over a rule has to hold; empty where any reason will do
 */
public record Policy(
    PolicyRules everywhere,
    Map<String, PolicyRules> servers,
    List<PathRules> paths,
    Optional<TextPattern> ticket) {

  /** The names of servers that a policy may speak of. */
  public static final List<String> SERVERS = List.of("postgresql", "mysql", "mariadb");

  /** Says nothing. */
  public static final Policy NONE =
      new Policy(PolicyRules.NONE, Map.of(), List.of(), Optional.empty());

  /** What holds for scripts at certain paths, which are relative to the policy's folder. */
  public record PathRules(List<PathPattern> paths, PolicyRules rules) {
    public PathRules {
      paths = List.copyOf(paths);
    }
  }

  public Policy {
    servers = Map.copyOf(servers);
    paths = List.copyOf(paths);
  }

  /**
   * What holds for one script.
   *
   * @param server one of {@link #SERVERS}
   * @param path relative to the policy's folder, with slashes; {@code null} for a script that is no
   *     file
   */
  public ScriptPolicy forScript(String server, @Nullable String path) {
    PolicyRules rules = servers.getOrDefault(server, PolicyRules.NONE).over(everywhere);
    if (path != null) {
      for (PathRules part : paths) {
        if (part.paths().stream().anyMatch(pattern -> pattern.matches(path))) {
          rules = part.rules().over(rules);
        }
      }
    }
    Sizes sizes = rules.sizes();
    return new ScriptPolicy(
        rules.levels(), sizes == null ? Sizes.DEFAULT : sizes, rules.names(), ticket);
  }
}
