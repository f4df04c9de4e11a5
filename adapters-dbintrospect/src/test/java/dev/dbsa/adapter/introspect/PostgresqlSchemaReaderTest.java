package dev.dbsa.adapter.introspect;

import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;

@RequiresServer(ServerKind.POSTGRESQL)
final class PostgresqlSchemaReaderTest extends PostgresqlContract {
  @Override
  int partitionCount() {
    return 1000;
  }
}
