package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The accounts of docs/operations.md see the schema and can change nothing. */
final class DocumentedAccountsTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  private final JdbcSchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);

  @EachServer
  void theDocumentedGrantsSuffice(DatabaseServer server) throws IOException {
    boolean postgres = server.dialect().equals("postgresql");
    String database = server.createDatabase("documented_grants");
    Login account = server.createUserWithoutRights();
    try {
      server.execute(
          database,
          "CREATE TABLE customers (id int PRIMARY KEY, name varchar(20) NOT NULL)",
          "CREATE TABLE orders (id int PRIMARY KEY, customer_id int,"
              + " FOREIGN KEY (customer_id) REFERENCES customers (id))",
          "CREATE INDEX orders_customer ON orders (customer_id)",
          "CREATE VIEW names AS SELECT name FROM customers");
      for (String statement : grants(postgres ? "postgresql" : "mysql").split(";\\s*")) {
        server.execute(
            postgres ? database : "mysql",
            statement
                .replace("shop_reader", account.user())
                .replace("`shop`", "`" + database.replace("_", "\\_") + "`")
                .replace(" shop ", " " + database + " "));
      }
      TargetDatabase target = Targets.of(server, database, account);
      DatabaseSchema seen = reader.read(target);
      DatabaseSchema whole = reader.read(Targets.of(server, database));

      assertThat(seen.relations()).hasSize(3).isEqualTo(whole.relations());
      assertThat(reader.verify(target))
          .isInstanceOfSatisfying(
              Verification.Verified.class, v -> assertThat(v.canWrite()).isFalse());
    } finally {
      server.dropDatabase(database);
    }
  }

  /** What follows the creation of the account, which the test's server did already. */
  private static String grants(String dialect) throws IOException {
    Matcher block =
        Pattern.compile("```sql " + dialect + "\n(?:CREATE [^;]+;\n)(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a block for " + dialect).isTrue();
    return block.group(1).strip();
  }
}
