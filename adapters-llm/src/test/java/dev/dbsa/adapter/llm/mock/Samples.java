package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import java.time.Instant;
import java.util.UUID;

/** Schemas of the tests: a shop with everything, and one whose names are hard to write. */
final class Samples {
  private Samples() {}

  static SchemaSnapshot snapshot(DatabaseSchema schema) {
    SnapshotId id = new SnapshotId(new UUID(1, 2));
    ConnectionId connection = new ConnectionId(new UUID(3, 4));
    return new SchemaSnapshot(SnapshotSummary.of(id, connection, 1, schema, Instant.EPOCH), schema);
  }

  static DatabaseSchema named(String name, Dialect dialect) {
    return switch (name) {
      case "shop" -> shop(dialect);
      case "weird" -> weird(dialect);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static DatabaseSchema shop(Dialect dialect) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    String time = postgres ? "timestamp with time zone" : "datetime";
    String flag = postgres ? "boolean" : "tinyint(1)";
    String status = postgres ? "order_status" : "enum('new','paid','shipped','canceled')";
    String json = postgres ? "jsonb" : "json";
    String varchar = postgres ? "character varying(255)" : "varchar(255)";
    SchemaBuilder schema = SchemaBuilder.of(dialect);
    if (postgres) {
      schema.enumeration("order_status", "new", "paid", "shipped", "canceled");
    }
    schema
        .table(
            "categories",
            t ->
                t.comment("Product groups")
                    .id("id")
                    .column("name", varchar, c -> c.notNull())
                    .column("parent_id", "bigint")
                    .foreignKey("parent_id", "categories", "id"))
        .table(
            "customers",
            t ->
                t.comment("People who buy")
                    .id("id")
                    .column("name", varchar, c -> c.notNull())
                    .column("email", varchar)
                    .column("phone", varchar)
                    .column("city", varchar)
                    .column("country", varchar)
                    .column("is_active", flag, c -> c.notNull().defaultsTo(postgres ? "true" : "1"))
                    .column("credit_limit", "numeric(12,2)")
                    .column("date_of_birth", "date")
                    .column("created_at", time, c -> c.notNull().defaultsTo("CURRENT_TIMESTAMP"))
                    .unique("customers_email_key", "email"))
        .table(
            "addresses",
            t ->
                t.id("id")
                    .column("street", varchar, c -> c.notNull())
                    .column("city", varchar)
                    .column("zip_code", "varchar(20)"))
        .table(
            "suppliers",
            t ->
                t.id("id")
                    .column("company_name", varchar, c -> c.notNull())
                    .column("country", varchar))
        .table(
            "products",
            t ->
                t.id("id")
                    .column("sku", "varchar(40)", c -> c.notNull())
                    .column("name", varchar, c -> c.notNull())
                    .column("description", "text")
                    .column("price", "numeric(10,2)", c -> c.notNull())
                    .column("stock", postgres ? "integer" : "int", c -> c.notNull().defaultsTo("0"))
                    .column("category_id", "bigint")
                    .column("supplier_id", "bigint")
                    .column("attributes", json)
                    .column(
                        "discontinued", flag, c -> c.notNull().defaultsTo(postgres ? "false" : "0"))
                    .foreignKey("category_id", "categories", "id")
                    .foreignKey("supplier_id", "suppliers", "id")
                    .unique("products_sku_key", "sku"))
        .table(
            "orders",
            t ->
                t.comment("One purchase of a customer")
                    .id("id")
                    .reference("customer_id", "customers", "id")
                    .column("status", status, c -> c.notNull().defaultsTo("'new'"))
                    .column("order_date", "date", c -> c.notNull())
                    .column("shipped_at", time)
                    .column(
                        "total", "numeric(12,2)", c -> c.notNull().comment("Revenue including tax"))
                    .column("billing_address_id", "bigint")
                    .column("shipping_address_id", "bigint")
                    .column("note", "text")
                    .foreignKey("billing_address_id", "addresses", "id")
                    .foreignKey("shipping_address_id", "addresses", "id")
                    .index("orders_customer_id_idx", "customer_id"))
        .table(
            "order_items",
            t ->
                t.column("order_id", "bigint", c -> c.notNull())
                    .column("product_id", "bigint", c -> c.notNull())
                    .column("quantity", postgres ? "integer" : "int", c -> c.notNull())
                    .column("unit_price", "numeric(10,2)", c -> c.notNull())
                    .column(
                        "line_total", "numeric(14,2)", c -> c.computedAs("quantity * unit_price"))
                    .primaryKey("order_id", "product_id")
                    .foreignKey("order_id", "orders", "id", ForeignKeyAction.CASCADE)
                    .foreignKey("product_id", "products", "id")
                    .index("order_items_product_id_idx", "product_id")
                    .check("order_items_quantity_check", "quantity > 0"))
        .table(
            "payments",
            t ->
                t.id("id")
                    .reference("order_id", "orders", "id")
                    .column("method", "varchar(20)", c -> c.notNull())
                    .column("amount", "numeric(12,2)", c -> c.notNull())
                    .column("paid_at", time)
                    .check("payments_method_check", "method IN ('card', 'cash', 'bank transfer')"))
        .table("departments", t -> t.id("id").column("name", varchar, c -> c.notNull()))
        .table(
            "employees",
            t ->
                t.id("id")
                    .column("first_name", varchar, c -> c.notNull())
                    .column("last_name", varchar, c -> c.notNull())
                    .column("salary", "numeric(12,2)")
                    .column("hire_date", "date")
                    .column("department_id", "bigint")
                    .column("manager_id", "bigint")
                    .foreignKey("department_id", "departments", "id")
                    .foreignKey("manager_id", "employees", "id"))
        .table(
            "reviews",
            t ->
                t.id("id")
                    .reference("product_id", "products", "id")
                    .column("customer_id", "bigint")
                    .column("rating", "smallint", c -> c.notNull())
                    .column("body", "text")
                    .column("created_at", time))
        .table("tags", t -> t.id("id").column("label", "varchar(50)", c -> c.notNull()))
        .view(
            "active_customers",
            "SELECT id, name, email FROM customers WHERE is_active",
            t -> t.column("id", "bigint").column("name", varchar).column("email", varchar));
    return schema.build();
  }

  static DatabaseSchema weird(Dialect dialect) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    String time = postgres ? "timestamp without time zone" : "datetime";
    String emoji = postgres ? "🚀launches" : "☕launches";
    SchemaBuilder schema =
        SchemaBuilder.of(dialect)
            .table(
                "Kunden",
                t ->
                    t.id("KundenNr")
                        .column("Straße", "varchar(100)")
                        .column("Größe", postgres ? "integer" : "int")
                        .column("angelegt am", time))
            .table(
                "Bestellungen",
                t ->
                    t.id("Nr")
                        .column("KundenNr", "bigint", c -> c.notNull())
                        .column("Betrag", "numeric(12,2)")
                        .column("Datum", "date")
                        .foreignKey("KundenNr", "Kunden", "KundenNr"))
            .table(
                "订单",
                t ->
                    t.id("编号")
                        .column("金额", "numeric(12,2)")
                        .column("创建时间", time)
                        .column("客户编号", "bigint")
                        .foreignKey("客户编号", "客户", "编号"))
            .table("客户", t -> t.id("编号").column("姓名", "varchar(50)", c -> c.notNull()))
            .table(
                emoji,
                t ->
                    t.id("id")
                        .column("crew size", postgres ? "integer" : "int")
                        .column("launched_on", "date"))
            .table(
                "select",
                t ->
                    t.id("from")
                        .column("where", "varchar(20)")
                        .column("group", "varchar(20)")
                        .column("order", postgres ? "integer" : "int"))
            .table(
                "Order Details",
                t ->
                    t.id("Id")
                        .column("Unit Price", "numeric(10,2)")
                        .column("Is Paid", postgres ? "boolean" : "tinyint(1)"))
            .table(
                "user",
                t -> t.id("id").column("name", "varchar(50)").column("e-mail", "varchar(80)"))
            .table(
                "it's",
                t ->
                    t.id("id")
                        .column(postgres ? "quo\"te" : "quo`te", "varchar(20)")
                        .column("back\\slash", "varchar(20)"))
            .table(
                "a.b",
                t -> t.id("x.y").column("camelCase", "varchar(20)").column("UPPER", "varchar(20)"));
    if (postgres) {
      schema
          .schema("archive")
          .table("orders", t -> t.id("id").column("archived_at", time).column("tags", "text[]"))
          .schema("audit log")
          .table(
              "events",
              t -> t.column("payload", "jsonb").column("place", "point").column("ip", "inet"));
    }
    return schema.build();
  }
}
