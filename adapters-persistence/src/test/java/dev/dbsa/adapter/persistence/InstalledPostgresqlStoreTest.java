package dev.dbsa.adapter.persistence;

import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** The contracts on an older PostgreSQL. */
@RequiresServer(ServerKind.INSTALLED_POSTGRESQL)
@QuarkusTest
@QuarkusTestResource(
    value = ServerStore.class,
    initArgs = @ResourceArg(name = ServerStore.KIND, value = "INSTALLED_POSTGRESQL"),
    restrictToAnnotatedClass = true)
class InstalledPostgresqlStoreTest extends StoreSuites {}
