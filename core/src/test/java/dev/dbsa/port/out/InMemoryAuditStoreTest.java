package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemoryAuditStoreTest extends AuditStoreContract {
  @Override
  protected Stores stores() {
    return Stores.inMemory();
  }
}
