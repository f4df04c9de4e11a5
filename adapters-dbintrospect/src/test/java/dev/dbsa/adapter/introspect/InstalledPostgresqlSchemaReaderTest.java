package dev.dbsa.adapter.introspect;

import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;

@RequiresServer(ServerKind.INSTALLED_POSTGRESQL)
final class InstalledPostgresqlSchemaReaderTest extends PostgresqlContract {}
