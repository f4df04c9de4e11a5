package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Omission;
import dev.dbsa.testkit.Login;
import dev.dbsa.testkit.RequiresServer;
import dev.dbsa.testkit.ServerKind;
import org.junit.jupiter.api.Test;

@RequiresServer(ServerKind.MARIADB)
final class MariadbSchemaReaderTest extends MySqlContract {
  @Override
  int partitionCount() {
    return 1000;
  }

  @Override
  String intType() {
    return "int(11)";
  }

  @Test
  void sequencesThatMayNotBeReadAreNamed() {
    server.execute(database(), "create sequence s; create table t (id int)");
    Login account = server.createUserWithoutRights();
    server.execute(
        database(),
        "grant select on "
            + database()
            + ".t to '"
            + account.user()
            + "'; grant insert on "
            + database()
            + ".s to '"
            + account.user()
            + "'");
    DatabaseSchema schema = reader.read(Targets.of(server, database(), account));
    assertThat(schema.sequences()).isEmpty();
    assertThat(schema.omissions())
        .extracting(Omission::subject)
        .contains("sequence " + database() + ".s");
  }
}
