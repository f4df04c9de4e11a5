package dev.dbsa.port.out;

import dev.dbsa.testing.Stores;

class InMemoryUnitOfWorkTest extends UnitOfWorkContract {

  private final Stores stores = Stores.inMemory();

  @Override
  protected Stores stores() {
    return stores;
  }
}
