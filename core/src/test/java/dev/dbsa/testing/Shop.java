package dev.dbsa.testing;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;

/**
 * A small web shop: {@code customers}, {@code products}, {@code orders} (status is an enum), {@code
 * order_items} (composite key), and the view {@code open_orders}. Alike in both dialects.
 */
public final class Shop {

  private Shop() {}

  public static DatabaseSchema of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> postgresql();
      case MYSQL -> mysql();
    };
  }

  /** In the schema {@code public}. */
  public static DatabaseSchema postgresql() {
    SchemaBuilder schema =
        SchemaBuilder.postgresql()
            .enumeration("order_status", "new", "paid", "shipped", "canceled")
            .function("order_total", "order_id bigint", "numeric")
            .sequence("invoice_number")
            .extension("pg_trgm", "1.6");
    tables(schema, "order_status", "'new'::order_status", "timestamp with time zone", "text");
    return schema
        .trigger(
            new Trigger(
                "orders_touch",
                schema.name("orders"),
                "before",
                List.of("update"),
                "touch_updated_at",
                true))
        .build();
  }

  /** In the database {@code shop}. */
  public static DatabaseSchema mysql() {
    SchemaBuilder schema = SchemaBuilder.mysql();
    tables(
        schema, "enum('new','paid','shipped','canceled')", "'new'", "datetime(6)", "varchar(200)");
    return schema.build();
  }

  private static void tables(
      SchemaBuilder schema, String status, String firstStatus, String time, String text) {
    schema
        .table(
            "customers",
            t ->
                t.comment("People who buy")
                    .id("id")
                    .column("email", text, c -> c.notNull().comment("Login; unique"))
                    .column("full_name", text, c -> c.notNull())
                    .column("country", "char(2)")
                    .column("created_at", time, c -> c.notNull().defaultsTo("CURRENT_TIMESTAMP"))
                    .unique("customers_email_key", "email")
                    .statistics(12_000, 3_000_000))
        .table(
            "products",
            t ->
                t.comment("What can be bought")
                    .id("id")
                    .column("sku", "varchar(40)", c -> c.notNull().comment("Stock keeping unit"))
                    .column("name", text, c -> c.notNull())
                    .column("price", "numeric(12,2)", c -> c.notNull())
                    .column("active", "boolean", c -> c.notNull().defaultsTo("true"))
                    .unique("products_sku_key", "sku")
                    .check("products_price_check", "price >= 0")
                    .statistics(900, 400_000))
        .table(
            "orders",
            t ->
                t.comment("One purchase")
                    .id("id")
                    .reference("customer_id", "customers", "id")
                    .column("status", status, c -> c.notNull().defaultsTo(firstStatus))
                    .column("total_amount", "numeric(12,2)", c -> c.notNull())
                    .column("placed_at", time, c -> c.notNull().comment("When it was ordered"))
                    .column("note", text)
                    .index("orders_customer_id_idx", "customer_id")
                    .index("orders_placed_at_idx", "placed_at")
                    .statistics(250_000, 90_000_000))
        .table(
            "order_items",
            t ->
                t.comment("The lines of an order")
                    .column("order_id", "bigint", c -> c.notNull())
                    .column("product_id", "bigint", c -> c.notNull())
                    .column("quantity", "integer", c -> c.notNull().defaultsTo("1"))
                    .column("unit_price", "numeric(12,2)", c -> c.notNull())
                    .primaryKey("order_id", "product_id")
                    .foreignKey("order_id", "orders", "id", ForeignKeyAction.CASCADE)
                    .foreignKey("product_id", "products", "id")
                    .index("order_items_product_id_idx", "product_id")
                    .check("order_items_quantity_check", "quantity > 0")
                    .statistics(800_000, 120_000_000))
        .view(
            "open_orders",
            "SELECT id, customer_id, placed_at FROM orders WHERE status IN ('new', 'paid')",
            t ->
                t.column("id", "bigint").column("customer_id", "bigint").column("placed_at", time));
  }
}
