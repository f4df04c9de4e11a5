package dev.dbsa.demo;

import dev.dbsa.adapter.cli.DemoDatabase;
import dev.dbsa.adapter.cli.DemoTarget;
import dev.dbsa.adapter.cli.DemoTarget.Decision;
import dev.dbsa.adapter.cli.DemoTarget.Expected;
import dev.dbsa.adapter.cli.DemoTarget.Wish;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.ServerUnavailable;
import dev.dbsa.testkit.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A PostgreSQL of its own that holds a small shop. */
final class ShopDatabase implements DemoDatabase {
  private static final String DATABASE = "shop";
  private static final String READER = "shop_reader";

  @Override
  public DemoTarget start() {
    DatabaseServer server = server();
    // The server is this process's own, so plain names cannot collide.
    server.execute("postgres", "CREATE DATABASE " + DATABASE);
    server.execute(DATABASE, schema());
    String password = UUID.randomUUID().toString();
    server.execute(
        DATABASE,
        "CREATE ROLE " + READER + " LOGIN PASSWORD '" + password + "'",
        "ALTER ROLE " + READER + " SET default_transaction_read_only = on",
        "GRANT pg_read_all_data TO " + READER);
    return new DemoTarget(
        DATABASE,
        server.product()
            + " "
            + server.version()
            + " with a small shop: customers, orders, products, payments, reviews",
        Dialect.POSTGRESQL,
        server.host(),
        server.port(),
        DATABASE,
        READER,
        Secret.of(password),
        WISHES,
        BROKEN_SCRIPT);
  }

  private static final List<Wish> WISHES =
      List.of(
          new Wish(
              "latest 5 orders with the customer's last name",
              ScriptMode.QUERY,
              Expected.DRAFT,
              Decision.EDIT),
          new Wish(
              "drop the column phone from customers",
              ScriptMode.MIGRATION,
              Expected.DRAFT,
              Decision.REJECT),
          new Wish(
              "how many parcels are in each warehouse",
              ScriptMode.QUERY,
              Expected.QUESTIONS,
              Decision.ACCEPT));

  /** Misspelled names, and a statement that changes more than it should. */
  private static final String BROKEN_SCRIPT =
      """
      SELECT o.id, o.totl_amount, c.lastname
      FROM oders o
      JOIN customers c ON c.id = o.customer_id;

      UPDATE products SET stock = 0;
      """;

  private static DatabaseServer server() {
    try {
      return Servers.postgresql();
    } catch (ServerUnavailable embedded) {
      try {
        return Servers.installedPostgresql();
      } catch (ServerUnavailable installed) {
        throw new DemoUnavailable(
            embedded.getMessage()
                + "\n"
                + installed.getMessage()
                + "\nUse a database of yours: see dbsa demo --help.",
            installed);
      }
    }
  }

  private static String schema() {
    try (InputStream in = ShopDatabase.class.getResourceAsStream("shop.sql")) {
      if (in == null) {
        throw new IllegalStateException("shop.sql is not beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
