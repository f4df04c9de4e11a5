package dev.dbsa.adapter.persistence;

import dev.dbsa.port.out.AnswerStoreContract;
import dev.dbsa.port.out.AuditStoreContract;
import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.CallerLedgerContract;
import dev.dbsa.port.out.ConnectionStoreContract;
import dev.dbsa.port.out.GenerationStoreContract;
import dev.dbsa.port.out.GlossaryStoreContract;
import dev.dbsa.port.out.HistoryStoreContract;
import dev.dbsa.port.out.ReviewStoreContract;
import dev.dbsa.port.out.SnapshotStoreContract;
import dev.dbsa.port.out.UnitOfWorkContract;
import dev.dbsa.testing.Stores;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Nested;

/** The contracts of all stores, over the database of the test class at hand. */
abstract class StoreSuites {

  @Inject StoreBeans beans;

  final Stores stores() {
    return beans.stores();
  }

  @Nested
  class Connections extends ConnectionStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Snapshots extends SnapshotStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Generations extends GenerationStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Reviews extends ReviewStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class History extends HistoryStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Audit extends AuditStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Answers extends AnswerStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Glossaries extends GlossaryStoreContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }

  @Nested
  class Callers extends CallerLedgerContract {

    @Override
    protected CallerLedger ledger() {
      return beans.callers();
    }
  }

  @Nested
  class Work extends UnitOfWorkContract {

    @Override
    protected Stores stores() {
      return StoreSuites.this.stores();
    }
  }
}
