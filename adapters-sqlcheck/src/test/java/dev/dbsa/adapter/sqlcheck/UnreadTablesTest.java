package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptSplitter;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadTablesTest {
  private static List<String> tables(String sql) {
    Server server = Server.mySql(Product.MYSQL, 90_700, List.of());
    return UnreadTables.of(ScriptSplitter.split(sql, server).statements().getFirst());
  }

  @Test
  void namesTheTablesInAStandingOrder() {
    assertThat(tables("SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id"))
        .containsExactly("customers", "orders");
  }

  @Test
  void namesNothingOfWhatNobodyCanRead() {
    assertThat(tables("FROBNICATE orders WITH 3 ) customers")).isEmpty();
  }

  @Test
  void leavesOutWhatIsLongOrDeep() {
    String deep = "SELECT * FROM orders WHERE " + "(".repeat(21) + "1 = 1" + ")".repeat(21);
    String wide = "SELECT " + "a, ".repeat(1_000) + "b FROM orders";

    assertThat(tables(deep)).isEmpty();
    assertThat(tables(wide)).isEmpty();
  }

  @Test
  void namesTenAtMost() {
    StringBuilder sql = new StringBuilder("SELECT * FROM t0");
    for (int i = 1; i < 20; i++) {
      sql.append(", t").append(i);
    }

    assertThat(tables(sql.toString())).hasSize(10);
  }
}
