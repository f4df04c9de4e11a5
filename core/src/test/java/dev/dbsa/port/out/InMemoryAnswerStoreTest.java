package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemoryAnswerStoreTest extends AnswerStoreContract {

  private final Stores stores = Stores.inMemory();

  @Override
  protected Stores stores() {
    return stores;
  }
}
