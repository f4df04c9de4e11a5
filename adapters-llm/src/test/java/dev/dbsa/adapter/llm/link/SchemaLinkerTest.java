package dev.dbsa.adapter.llm.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaLinkerTest {
  private static final DatabaseSchema SHOP =
      SchemaBuilder.postgresql()
          .table(
              "customers",
              t ->
                  t.id("id")
                      .column("name", "text")
                      .column("email", "text", c -> c.comment("where invoices are sent")))
          .table(
              "orders",
              t ->
                  t.id("id")
                      .reference("customer_id", "customers", "id")
                      .column("status", "text")
                      .column("total_amount", "numeric")
                      .check(
                          "orders_status_check",
                          "status = ANY (ARRAY['paid'::text, 'shipped'::text])"))
          .table(
              "order_items",
              t -> t.id("id").reference("order_id", "orders", "id").column("quantity", "integer"))
          .table(
              "warehouses",
              t -> t.comment("Places where goods are kept").id("id").column("city", "text"))
          .table(
              "log_entries", t -> t.id("id").column("message", "text").column("order_id", "bigint"))
          .table("订单", t -> t.id("编号").column("金额", "numeric"))
          .build();

  private final SchemaLinker linker = new SchemaLinker();

  private static SchemaSnapshot snapshot(DatabaseSchema schema) {
    return new SchemaSnapshot(
        SnapshotSummary.of(
            new SnapshotId(new UUID(0, 1)),
            new ConnectionId(new UUID(0, 2)),
            1,
            schema,
            Instant.EPOCH),
        schema);
  }

  private List<LinkedTable> link(String request) throws InterruptedException {
    return linker.link(snapshot(SHOP), request, 5);
  }

  private static String first(List<LinkedTable> tables) {
    return tables.getFirst().relation().name().name();
  }

  @Test
  void namedTablesComeFirst() throws InterruptedException {
    assertThat(first(link("show the latest orders"))).isEqualTo("orders");
    assertThat(first(link("all orderItems"))).isEqualTo("order_items");
    assertThat(first(link("order items of order 5"))).isEqualTo("order_items");
    assertThat(first(link("显示最新的订单"))).isEqualTo("订单");
  }

  @Test
  void theWordsOfAValueNameNoTable() throws InterruptedException {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("museums", t -> t.id("id").column("num_of_staff", "integer"))
            .table("images", t -> t.id("id").column("name", "text"))
            .table("papers", t -> t.id("id").column("title", "text"))
            .build();
    for (String request :
        List.of("papers of \"Museum of Images\"", "papers that mention ImageNet")) {
      assertThat(first(linker.link(snapshot(schema), request, 5))).isEqualTo("papers");
    }
    assertThat(linker.link(snapshot(schema), "papers in \"State of Ohio\"", 5)).hasSize(1);
  }

  @Test
  void synonymsCommentsAndValuesFindTables() throws InterruptedException {
    assertThat(first(link("which clients are there"))).isEqualTo("customers");
    assertThat(first(link("where are goods kept"))).isEqualTo("warehouses");
    assertThat(first(link("everything that was paid"))).isEqualTo("orders");
  }

  @Test
  void columnsAreNamedWithTheirReasons() throws InterruptedException {
    LinkedTable orders = link("orders by total amount").getFirst();
    assertThat(orders.reasons()).containsExactly("named by “orders”");
    assertThat(orders.columns().getFirst().column().name()).isEqualTo("total_amount");
    assertThat(orders.columns().getFirst().reason()).contains("“total”").contains("“amount”");
  }

  @Test
  void neighboursByForeignKeyFollow() throws InterruptedException {
    List<LinkedTable> tables = link("show orders");
    assertThat(tables)
        .extracting(t -> t.relation().name().name())
        .contains("customers", "order_items");
    assertThat(tables)
        .filteredOn(t -> t.relation().name().name().equals("customers"))
        .flatExtracting(LinkedTable::reasons)
        .containsExactly("orders refers to it");
  }

  @Test
  void nothingIsFoundForWordsOfNoTable() throws InterruptedException {
    assertThat(link("the weather in springtime")).isEmpty();
    assertThat(linker.link(snapshot(SchemaBuilder.mysql().build()), "show orders", 5)).isEmpty();
  }

  @Test
  void joinsGoOverDeclaredKeysAndOverNames() throws InterruptedException {
    SchemaIndex index = linker.index(snapshot(SHOP));
    var customers = index.findByName("customers").getFirst();
    var items = index.findByName("order_items").getFirst();
    var log = index.findByName("log_entries").getFirst();
    assertThat(index.paths(customers, items))
        .singleElement()
        .satisfies(p -> assertThat(p).hasSize(2));
    assertThat(index.links(log)).singleElement().satisfies(l -> assertThat(l.declared()).isFalse());
  }

  @Test
  void allShortestWaysAreFoundThoseOverKeysFirst() throws InterruptedException {
    SchemaIndex index =
        linker.index(
            snapshot(
                SchemaBuilder.postgresql()
                    .table("places", t -> t.id("id"))
                    .table("trips", t -> t.id("id").column("place_id", "bigint"))
                    .table(
                        "offices",
                        t ->
                            t.id("id")
                                .column("place_id", "bigint")
                                .foreignKey("place_id", "places", "id"))
                    .table(
                        "people",
                        t ->
                            t.id("id")
                                .column("trip_id", "bigint")
                                .column("office_id", "bigint")
                                .foreignKey("trip_id", "trips", "id")
                                .foreignKey("office_id", "offices", "id"))
                    .build()));
    var people = index.findByName("people").getFirst();
    var places = index.findByName("places").getFirst();

    assertThat(index.paths(people, places))
        .extracting(way -> way.getFirst().target().name().name())
        .containsExactly("offices", "trips");
    assertThat(index.paths(places, people))
        .hasSize(2)
        .first()
        .satisfies(way -> assertThat(way).hasSize(2).allMatch(JoinLink::declared));
    assertThat(index.paths(people, people)).isEmpty();
  }

  @Test
  void aNumberInANameRefersToNothing() throws InterruptedException {
    SchemaIndex index =
        linker.index(
            snapshot(
                SchemaBuilder.postgresql()
                    .table("sales_2024", t -> t.id("id"))
                    .table("goals", t -> t.id("id").column("revenue_2024", "bigint"))
                    .build()));

    assertThat(index.links(index.findByName("goals").getFirst())).isEmpty();
  }

  @Test
  void keysOfOneNameTieTablesTogetherThatDeclareNothing() throws InterruptedException {
    SchemaIndex index =
        linker.index(
            snapshot(
                SchemaBuilder.postgresql()
                    .table("paper", t -> t.column("paperid", "integer").column("year", "integer"))
                    .table(
                        "writes", t -> t.column("paperid", "integer").column("authorid", "integer"))
                    .table("author", t -> t.column("authorid", "integer").column("id", "integer"))
                    .table("venue", t -> t.column("id", "integer").column("year", "integer"))
                    .build()));

    assertThat(index.companions(index.findByName("paper").getFirst()))
        .extracting(relation -> relation.name().name())
        .containsExactly("writes");
    assertThat(index.companions(index.findByName("writes").getFirst()))
        .extracting(relation -> relation.name().name())
        .containsExactly("paper", "author");
    assertThat(index.companions(index.findByName("venue").getFirst())).isEmpty();
  }

  @Test
  void neitherCountingNorInitialsSpeakOfTables() throws InterruptedException {
    SchemaSnapshot snapshot =
        snapshot(
            SchemaBuilder.postgresql()
                .table("number_ranges", t -> t.id("id").column("v", "integer"))
                .table("papers", t -> t.id("id"))
                .build());

    assertThat(linker.link(snapshot, "the number of papers by H. V. Jagadish", 5))
        .extracting(table -> table.relation().name().name())
        .containsExactly("papers");
    assertThat(linker.link(snapshot, "all number ranges", 5)).hasSize(1);
  }

  @Test
  void tenThousandTablesAreSearchedInMilliseconds() throws InterruptedException {
    DatabaseSchema large = SchemaBuilder.large(Dialect.POSTGRESQL, 10_000, 12);
    SchemaSnapshot snapshot = snapshot(large);
    SchemaIndex index = linker.index(snapshot);
    assertThat(linker.index(snapshot)).isSameAs(index);
    String request =
        "latest attributes of table 04711 with parent and attribute 05 over 100, per month";
    linker.link(snapshot, request, 20);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long begin = System.nanoTime();
      assertThat(first(linker.link(snapshot, request, 20))).isEqualTo("table_04711");
      best = Math.min(best, System.nanoTime() - begin);
    }
    assertThat(best / 1_000_000.0).as("milliseconds").isLessThan(50);
  }

  @Test
  void indexingEndsWhenTheThreadIsInterrupted() {
    SchemaSnapshot snapshot = snapshot(SHOP);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> linker.index(snapshot)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
