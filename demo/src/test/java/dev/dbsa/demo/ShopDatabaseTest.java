package dev.dbsa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.adapter.cli.DemoDatabase.DemoUnavailable;
import dev.dbsa.adapter.cli.DemoTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopDatabaseTest {
  private static DemoTarget shop;

  @BeforeAll
  static void start() {
    try {
      shop = new ShopDatabase().start();
    } catch (DemoUnavailable e) {
      Assumptions.abort(e.getMessage());
    }
  }

  private static Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + shop.host() + ":" + shop.port() + "/" + shop.databaseName(),
        shop.username(),
        password);
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = connect(shop.password().reveal());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  @Test
  void everyTableHasACommentAndAnEstimateOfItsRows() throws SQLException {
    assertThat(
            query(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                  AND reltuples > 0 AND obj_description(oid, 'pg_class') <> ''
                ORDER BY relname
                """))
        .containsExactly(
            "addresses",
            "categories",
            "customers",
            "order_items",
            "orders",
            "payments",
            "products",
            "reviews");
  }

  @Test
  void thereIsSomethingToJoinToCheckAndToLookAt() throws SQLException {
    assertThat(query("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
        .hasSizeGreaterThan(8);
    assertThat(query("SELECT conname FROM pg_constraint WHERE contype = 'c'"))
        .contains("orders_shipped_after_created");
    assertThat(query("SELECT count(*) FROM customer_revenue")).containsExactly("500");
    assertThat(query("SELECT count(*) FROM orders WHERE total_amount > 0")).containsExactly("3000");
  }

  @Test
  void theReaderCannotWrite() throws SQLException {
    assertThatThrownBy(() -> query("DELETE FROM reviews RETURNING id"))
        .isInstanceOf(SQLException.class);
    assertThat(query("SELECT has_table_privilege('reviews', 'INSERT, UPDATE, DELETE, TRUNCATE')"))
        .containsExactly("f");
  }

  @Test
  void thePasswordCounts() {
    assertThatThrownBy(() -> connect("wrong")).isInstanceOf(SQLException.class);
  }
}
