package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemorySnapshotStoreTest extends SnapshotStoreContract {

  private final Stores stores = Stores.inMemory();

  @Override
  protected Stores stores() {
    return stores;
  }
}
