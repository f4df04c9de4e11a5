package dev.dbsa.port.out;

import dev.dbsa.domain.audit.Caller;

/** Tells on whose behalf the current thread acts. */
public interface CallerContext {
  /** The caller of the request being served, or {@link Caller#SERVICE} outside of requests. */
  Caller current();
}
