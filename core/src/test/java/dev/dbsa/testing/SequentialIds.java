package dev.dbsa.testing;

import dev.dbsa.port.out.IdSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identities that count up, so that a failing test prints the same ones again. */
public final class SequentialIds implements IdSource {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last = new AtomicLong();

  @Override
  public UUID next() {
    return new UUID(VERSION_4, VARIANT | last.incrementAndGet());
  }
}
