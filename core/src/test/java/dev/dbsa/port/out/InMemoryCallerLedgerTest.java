package dev.dbsa.port.out;

import dev.dbsa.testing.InMemoryCallerLedger;
import java.time.InstantSource;

class InMemoryCallerLedgerTest extends CallerLedgerContract {

  private final CallerLedger ledger = new InMemoryCallerLedger(true, InstantSource.system());

  @Override
  protected CallerLedger ledger() {
    return ledger;
  }
}
