package dev.dbsa.adapter.persistence;

import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** The contracts on MariaDB. */
@RequiresServer(ServerKind.MARIADB)
@QuarkusTest
@QuarkusTestResource(
    value = ServerStore.class,
    initArgs = @ResourceArg(name = ServerStore.KIND, value = "MARIADB"),
    restrictToAnnotatedClass = true)
class MariadbStoreTest extends StoreSuites {}
