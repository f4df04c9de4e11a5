package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemoryGenerationStoreTest extends GenerationStoreContract {

  private final Stores stores = Stores.inMemory();

  @Override
  protected Stores stores() {
    return stores;
  }
}
