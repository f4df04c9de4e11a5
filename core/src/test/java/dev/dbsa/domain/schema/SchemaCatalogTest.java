package dev.dbsa.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCatalogTest {

  private static final SchemaCatalog TWO_SCHEMAS =
      SchemaCatalog.of(
          SchemaBuilder.postgresql()
              .searchPath("app", "public")
              .table("orders", t -> t.id("id"))
              .table("legacy", t -> t.id("id"))
              .schema("app")
              .table("orders", t -> t.id("id"))
              .schema("audit")
              .table("log", t -> t.id("id"))
              .build());

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void findsTablesAndViews(Dialect dialect) {
    SchemaCatalog shop = SchemaCatalog.of(Shop.of(dialect));
    assertThat(shop.findUnqualified("orders")).isPresent();
    assertThat(shop.findUnqualified("open_orders")).map(Relation::kind).contains(RelationKind.VIEW);
    assertThat(shop.findUnqualified("order")).isEmpty();
  }

  @Test
  void takesTheFirstMatchOnTheSearchPath() {
    assertThat(TWO_SCHEMAS.findUnqualified("orders"))
        .map(Relation::name)
        .contains(new ObjectName("app", "orders"));
    assertThat(TWO_SCHEMAS.findUnqualified("legacy")).isPresent();
    assertThat(TWO_SCHEMAS.findUnqualified("log")).isEmpty();
    assertThat(TWO_SCHEMAS.findIn("audit", "log")).isPresent();
    assertThat(TWO_SCHEMAS.findAnywhere("orders")).hasSize(2);
  }

  @Test
  void findsPartitionsByTheirOwnNamesAndOnlyWhenAsked() {
    ObjectName name = new ObjectName("archive", "events_2024");
    ObjectName root = new ObjectName("public", "events");
    Partition partition =
        new Partition(
            name, root, "DEFAULT", false, List.of("at", "id"), new RelationStatistics(7, 8192));
    SchemaCatalog catalog =
        SchemaCatalog.of(
            SchemaBuilder.postgresql()
                .table(
                    "events",
                    t ->
                        t.id("id")
                            .column("at", "date")
                            .partitioned(
                                new Partitioning(
                                    "range", "at", 1, List.of("events_2024"), List.of(partition))))
                .build());

    assertThat(catalog.findPartition(name))
        .hasValueSatisfying(
            table -> {
              assertThat(table.name()).isEqualTo(name);
              assertThat(table.columns()).extracting(Column::name).containsExactly("at", "id");
              assertThat(table.columns()).extracting(Column::position).containsExactly(1, 2);
              assertThat(table.statistics().rowEstimate()).isEqualTo(7);
            });
    assertThat(catalog.findRoot(name)).map(Relation::name).contains(root);
    assertThat(catalog.findIn("archive", "events_2024")).isEmpty();
    assertThat(catalog.findAnywhere("events_2024")).isEmpty();
  }

  @Test
  void tellsWhichRelationsNeedTheirSchema() {
    assertThat(TWO_SCHEMAS.isOnSearchPath(relation("app", "orders"))).isTrue();
    assertThat(TWO_SCHEMAS.isOnSearchPath(relation("public", "orders"))).isFalse();
    assertThat(TWO_SCHEMAS.isOnSearchPath(relation("audit", "log"))).isFalse();
  }

  private static Relation relation(String schema, String name) {
    return TWO_SCHEMAS.findIn(schema, name).orElseThrow();
  }

  @Test
  void comparesNamesAsPostgresqlDoes() {
    SchemaCatalog catalog =
        SchemaCatalog.of(SchemaBuilder.postgresql().table("Orders", t -> t.id("Id")).build());
    Relation orders = catalog.findUnqualified("Orders").orElseThrow();
    assertThat(catalog.findUnqualified("orders")).isEmpty();
    assertThat(catalog.findColumn(orders, "id")).isEmpty();
    assertThat(catalog.findColumn(orders, "Id")).isPresent();
  }

  @Test
  void comparesNamesAsMysqlIsConfigured() {
    SchemaCatalog exact = mysql("0");
    assertThat(exact.findUnqualified("ORDERS")).isEmpty();
    assertThat(exact.findColumn(exact.findUnqualified("Orders").orElseThrow(), "ID")).isPresent();
    assertThat(mysql("1").findUnqualified("ORDERS")).isPresent();
    assertThat(mysql("2").findUnqualified("oRDERS")).isPresent();
    assertThat(mysql("2").hasSchema("SHOP")).isTrue();
  }

  private static SchemaCatalog mysql(String lowerCaseTableNames) {
    return SchemaCatalog.of(
        SchemaBuilder.mysql()
            .setting("lower_case_table_names", lowerCaseTableNames)
            .table("Orders", t -> t.id("Id"))
            .build());
  }

  @Test
  void knowsForeignKeysFromBothEnds() {
    SchemaCatalog shop = SchemaCatalog.of(Shop.postgresql());
    assertThat(shop.links(new ObjectName("public", "orders")))
        .extracting(link -> link.source().name().name() + " to " + link.target().name().name())
        .containsExactlyInAnyOrder("orders to customers", "order_items to orders");
    assertThat(shop.links(new ObjectName("public", "no such table"))).isEmpty();
  }

  @Test
  void listsAForeignKeyToTheTableItselfOnce() {
    SchemaCatalog tree =
        SchemaCatalog.of(
            SchemaBuilder.postgresql()
                .table(
                    "nodes",
                    t ->
                        t.id("id")
                            .column("parent_id", "bigint")
                            .foreignKey("parent_id", "nodes", "id"))
                .build());
    assertThat(tree.links(new ObjectName("public", "nodes"))).hasSize(1);
  }

  @Test
  void forgivesForeignKeysThatLeadOutOfTheSnapshot() {
    SchemaCatalog catalog =
        SchemaCatalog.of(
            SchemaBuilder.postgresql()
                .table(
                    "orders",
                    t -> t.id("id").column("x", "bigint").foreignKey("x", "elsewhere", "id"))
                .build());
    assertThat(catalog.links(new ObjectName("public", "orders"))).isEmpty();
  }
}
