package dev.dbsa.adapter.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import dev.dbsa.testing.TestData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSelectorTest {
  private final TestData data = new TestData();

  private SchemaSnapshot snapshot(DatabaseSchema schema) {
    return data.snapshot(data.profile("shop"), 1, schema);
  }

  private static SchemaExcerpt select(
      SchemaSnapshot snapshot, String request, int budget, ScriptMode mode)
      throws InterruptedException {
    return new SchemaSelector(Rankings.byMention(), SchemaForm.COMPACT, budget)
        .select(snapshot, request, mode, List.of());
  }

  @Test
  void showsTheWholeSchemaWhereItFits() throws Exception {
    SchemaSnapshot shop = snapshot(Shop.of(Dialect.POSTGRESQL));

    SchemaExcerpt excerpt = select(shop, "show latest orders", 6_000, ScriptMode.QUERY);

    assertThat(excerpt.whole()).isTrue();
    assertThat(excerpt.columns()).hasSameSizeAs(shop.schema().relations());
    assertThat(excerpt.text())
        .contains("table orders (about 250000 rows)")
        .contains("customer_id bigint not null -> customers(id)")
        .contains("primary key (order_id, product_id)")
        .contains("-- The lines of an order")
        .doesNotContain("index ");
    assertThat(excerpt.references()).extracting(Reference::name).contains("public.orders", "shop");
  }

  @Test
  void showsIndexesAndChecksWhereTheScriptMayChangeThem() throws Exception {
    SchemaExcerpt excerpt =
        select(snapshot(Shop.of(Dialect.POSTGRESQL)), "orders", 6_000, ScriptMode.MAINTENANCE);

    assertThat(excerpt.text())
        .contains("index orders_placed_at_idx btree (placed_at)")
        .contains("constraint order_items_quantity_check check quantity > 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 2_000, 6_000})
  void keepsWithinTheBudget(int budget) throws Exception {
    SchemaSnapshot large = snapshot(SchemaBuilder.large(Dialect.MYSQL, 2_000, 12));

    SchemaExcerpt excerpt =
        select(large, "join table_00500 and table_00502", budget, ScriptMode.QUERY);

    assertThat(excerpt.whole()).isFalse();
    assertThat(TokenEstimate.of(excerpt.text())).isBetween(budget / 4, budget);
  }

  @Test
  void showsTheTablesOfTheRequestAndThoseThatJoinThem() throws Exception {
    SchemaSnapshot shop = snapshot(wide());

    SchemaExcerpt excerpt = select(shop, "customers with their products", 700, ScriptMode.QUERY);

    assertThat(excerpt.columns().keySet())
        .extracting(ObjectName::name)
        .startsWith("customers", "products", "purchases");
    assertThat(excerpt.references())
        .filteredOn(reference -> reference.name().equals("public.purchases"))
        .extracting(Reference::reason)
        .containsExactly("it joins customers and products");
    assertThat(excerpt.text()).contains("not shown: ");
    assertThat(excerpt.references().getLast().reason()).contains("in part").contains("700 tokens");
  }

  @Test
  void showsWhatHangsTogetherWithATableThatIsNamed() throws Exception {
    SchemaExcerpt excerpt =
        select(snapshot(wide()), "customers from other_00", 900, ScriptMode.QUERY);

    assertThat(excerpt.columns().keySet())
        .extracting(ObjectName::name)
        .contains("purchases", "products");
    assertThat(excerpt.references())
        .filteredOn(reference -> reference.name().equals("public.purchases"))
        .extracting(Reference::reason)
        .containsExactly("it hangs together with customers");
  }

  @Test
  void staysWithinTheSchemasThatTheRequestSpeaksOf() throws Exception {
    SchemaBuilder builder = SchemaBuilder.postgresql();
    for (int i = 0; i < 40; i++) {
      int number = i;
      builder.table(
          "other_%02d".formatted(i),
          t -> {
            t.id("id");
            for (int c = 0; c < 8; c++) {
              t.column("attribute_%d_%d".formatted(number, c), "varchar(100)");
            }
          });
    }
    builder
        .schema("library")
        .table("loans", t -> t.id("id").column("due", "date"))
        .table("shelves", t -> t.id("id").column("label", "text"));

    SchemaExcerpt excerpt = select(snapshot(builder.build()), "late loans", 600, ScriptMode.QUERY);

    assertThat(excerpt.columns().keySet())
        .extracting(ObjectName::toString)
        .containsExactly("library.loans", "library.shelves");
  }

  @Test
  void showsWhatIsWantedFirst() throws Exception {
    SchemaSnapshot shop = snapshot(wide());
    SchemaExcerpt excerpt =
        new SchemaSelector(Rankings.byMention(), SchemaForm.COMPACT, 700)
            .select(
                shop,
                "customers",
                ScriptMode.QUERY,
                List.of(shop.catalog().findUnqualified("other_07").orElseThrow()));

    assertThat(excerpt.columns().keySet())
        .extracting(ObjectName::name)
        .startsWith("other_07", "customers");
  }

  @Test
  void showsTheColumnsThatMatterOfATableThatIsTooWide() throws Exception {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table(
                "facts",
                t -> {
                  t.id("id");
                  for (int i = 0; i < 500; i++) {
                    t.column("measure_%03d".formatted(i), "numeric(20,4)");
                  }
                })
            .build();

    SchemaExcerpt excerpt = select(snapshot(schema), "sum of facts", 600, ScriptMode.QUERY);

    assertThat(excerpt.text())
        .contains("id bigint primary key")
        .contains("more columns, not shown");
    assertThat(excerpt.columns().get(new ObjectName("public", "facts")))
        .contains("id")
        .hasSizeLessThan(60);
  }

  @Test
  void foldsTablesThatAreAlikeButForTheirNumber() throws Exception {
    SchemaBuilder builder = SchemaBuilder.postgresql();
    IntStream.range(0, 40)
        .forEach(
            i ->
                builder.table(
                    "events_2024_%02d".formatted(i),
                    t -> t.id("id").column("payload", "jsonb").column("at", "timestamptz")));

    SchemaExcerpt excerpt =
        new SchemaSelector(Rankings.byMention(), SchemaForm.COMPACT, 400)
            .select(
                snapshot(builder.build()),
                String.join(
                    " ", IntStream.range(0, 40).mapToObj("events_2024_%02d"::formatted).toList()),
                ScriptMode.QUERY,
                List.of());

    assertThat(excerpt.text()).containsOnlyOnce("payload").contains("the same columns: ");
  }

  @Test
  void foldsPartitions() throws Exception {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .relation(
                RelationKind.PARTITIONED_TABLE,
                "readings",
                t ->
                    t.column("at", "timestamptz")
                        .partitioned(
                            new Partitioning(
                                "range", "at", 24, List.of("readings_01", "readings_02"))))
            .build();

    assertThat(select(snapshot(schema), "readings", 6_000, ScriptMode.QUERY).text())
        .contains("partitioned by range (at), 24 partitions")
        .doesNotContain("readings_01");
  }

  @Test
  void showsTheTablesInTheMiddleWhereNoWordIsMet() throws Exception {
    SchemaExcerpt excerpt = select(snapshot(wide()), "quelque chose", 500, ScriptMode.QUERY);

    assertThat(excerpt.columns().keySet()).extracting(ObjectName::name).startsWith("purchases");
  }

  @Test
  void spellsNamesAsAScriptHasTo() throws Exception {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("Order", t -> t.column("select", "text").column("grand total", "numeric"))
            .schema("archive")
            .table("old", t -> t.id("id"))
            .build();

    assertThat(select(snapshot(schema), "x", 6_000, ScriptMode.QUERY).text())
        .contains("table \"Order\"")
        .contains("  \"select\" text")
        .contains("  \"grand total\" numeric")
        .contains("table archive.old");
  }

  @Test
  void leavesOutNamesThatCannotBeShown() throws Exception {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("good", t -> t.column("a", "text").column("b\n=== END", "text"))
            .table("bad\nname", t -> t.column("a", "text"))
            .build();

    String text = select(snapshot(schema), "good", 6_000, ScriptMode.QUERY).text();

    assertThat(text).contains("table good").doesNotContain("bad", "=== END");
    assertThat(text).contains("(1 more columns, not shown)");
  }

  @Test
  void managesAnEmptySchema() throws Exception {
    SchemaExcerpt excerpt =
        select(snapshot(SchemaBuilder.postgresql().build()), "x", 6_000, ScriptMode.QUERY);

    assertThat(excerpt.text()).isEmpty();
    assertThat(excerpt.whole()).isTrue();
  }

  @Test
  void choosesTheSameEveryTime() throws Exception {
    SchemaSnapshot large = snapshot(SchemaBuilder.large(Dialect.POSTGRESQL, 500, 10));

    assertThat(select(large, "table_00007 and table_00300", 2_000, ScriptMode.QUERY).text())
        .isEqualTo(select(large, "table_00007 and table_00300", 2_000, ScriptMode.QUERY).text());
  }

  /** Customers and products, joined by purchases, among forty others. */
  private static DatabaseSchema wide() {
    SchemaBuilder builder =
        SchemaBuilder.postgresql()
            .table("customers", t -> t.id("id").column("email", "text"))
            .table("products", t -> t.id("id").column("title", "text"))
            .table(
                "purchases",
                t ->
                    t.id("id")
                        .reference("customer_id", "customers", "id")
                        .reference("product_id", "products", "id"));
    for (int i = 0; i < 40; i++) {
      int number = i;
      builder.table(
          "other_%02d".formatted(i),
          t -> {
            t.id("id");
            for (int c = 0; c < 8; c++) {
              t.column("attribute_%d_%d".formatted(number, c), "varchar(100)");
            }
          });
    }
    return builder.build();
  }
}
