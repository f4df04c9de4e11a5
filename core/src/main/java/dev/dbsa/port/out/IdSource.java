package dev.dbsa.port.out;

import java.util.UUID;

/** Source of new identities, which are never repeated. */
public interface IdSource {
  UUID next();
}
