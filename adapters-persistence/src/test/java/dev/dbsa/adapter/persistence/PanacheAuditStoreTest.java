package dev.dbsa.adapter.persistence;

import dev.dbsa.port.out.AuditStoreContract;
import dev.dbsa.testing.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TemporaryStore.class)
class PanacheAuditStoreTest extends AuditStoreContract {

  @Inject StoreBeans beans;

  @Override
  protected Stores stores() {
    return beans.stores();
  }
}
