package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemoryGlossaryStoreTest extends GlossaryStoreContract {

  private final Stores stores = Stores.inMemory();

  @Override
  protected Stores stores() {
    return stores;
  }
}
