package dev.dbsa.adapter.introspect;

import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;

@RequiresServer(ServerKind.MARIADB)
final class MariadbSchemaReaderTest extends SchemaReaderContract {}
