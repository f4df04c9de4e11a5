package dev.dbsa.adapter.rest.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that agents have: whoever comes with one may use the tools, and nothing else, so
 * that it cannot decide about what it wrote.
 *
 * @param names of the credentials
 */
public record AgentCredentials(Set<String> names) {
  /** Nobody is an agent. */
  public static final AgentCredentials NONE = new AgentCredentials(Set.of());

  public AgentCredentials {
    names = Set.copyOf(names);
  }

  boolean mayNotCall(String rawPath, @Nullable String credential) {
    return credential != null && names.contains(credential) && !ProtectedPaths.isOfTools(rawPath);
  }
}
