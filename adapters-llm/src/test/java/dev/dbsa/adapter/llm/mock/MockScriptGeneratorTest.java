package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Example;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import dev.dbsa.testing.SchemaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the golden files do not show: questions, doubts and the frame around a draft. */
class MockScriptGeneratorTest {

  private static Proposal query(DatabaseSchema schema, String text) {
    return Requested.draft(schema, ScriptMode.QUERY, text);
  }

  @Test
  void tablesThatFitEquallyWellAreAskedAbout() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("cart_items", t -> t.id("id"))
            .table("order_items", t -> t.id("id"))
            .build();
    Proposal proposal = query(schema, "show the items");
    assertThat(proposal.script()).isNull();
    assertThat(proposal.unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("public.cart_items")
        .contains("public.order_items");
    assertThat(proposal.confidence()).isLessThanOrEqualTo(0.2);
  }

  @Test
  void otherTablesOfTheRequestDecideBetweenEqualOnes() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("cart_items", t -> t.id("id"))
            .table("orders", t -> t.id("id"))
            .table("order_items", t -> t.id("id").reference("order_id", "orders", "id"))
            .build();
    Proposal proposal = query(schema, "orders without items");
    assertThat(proposal.script()).contains("NOT EXISTS (SELECT 1 FROM order_items");
    assertThat(proposal.assumptions()).contains("“items” means the table order_items.");
  }

  @Test
  void aTableOffTheSearchPathIsQualified() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("orders", t -> t.id("id"))
            .schema("archive")
            .table("orders", t -> t.id("id"))
            .table("old_invoices", t -> t.id("id"))
            .build();
    assertThat(query(schema, "count old invoices").script()).contains("FROM archive.old_invoices");
    assertThat(query(schema, "count archive.orders").script()).contains("FROM archive.orders");
    Proposal orders = query(schema, "count orders");
    assertThat(orders.script()).contains("FROM orders");
    assertThat(orders.assumptions()).anyMatch(a -> a.contains("search path"));
  }

  @Test
  void tablesOfOneNameOffTheSearchPathAreAskedAbout() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .searchPath("public")
            .schema("north")
            .table("orders", t -> t.id("id"))
            .schema("south")
            .table("orders", t -> t.id("id"))
            .build();
    assertThat(query(schema, "count orders").unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("north.orders")
        .contains("south.orders");
  }

  @Test
  void withoutForeignKeysTheNamesOfColumnsJoinAndThatIsSaid() {
    DatabaseSchema schema =
        SchemaBuilder.mysql()
            .table("customers", t -> t.id("id").column("name", "varchar(50)"))
            .table("orders", t -> t.id("id").column("customer_id", "bigint"))
            .build();
    Proposal proposal = query(schema, "orders with customer name");
    assertThat(proposal.script()).contains("LEFT JOIN customers c ON o.customer_id = c.id");
    assertThat(proposal.assumptions()).anyMatch(a -> a.contains("no foreign key"));
  }

  @Test
  void tablesThatNothingConnectsAreAskedAbout() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table("customers", t -> t.id("id").column("name", "text"))
            .table("planets", t -> t.id("id").column("mass", "numeric"))
            .build();
    assertThat(query(schema, "customers and their planets").unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("customers")
        .contains("planets");
  }

  @Test
  void anEmptySchemaIsSaidToBeEmpty() {
    Proposal proposal = query(SchemaBuilder.postgresql().build(), "show orders");
    assertThat(proposal.script()).isNull();
    assertThat(proposal.unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("holds no table");
  }

  @Test
  void wordsThatMatchNothingAreNamedAndLowerTheConfidence() {
    DatabaseSchema shop = Samples.shop(Dialect.POSTGRESQL);
    Proposal clear = query(shop, "show orders over 100");
    Proposal unclear = query(shop, "show purple orders over 100 for gnomes");
    assertThat(unclear.unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("“purple”")
        .contains("“gnomes”");
    assertThat(unclear.confidence()).isLessThan(clear.confidence());
  }

  @Test
  void aDraftTellsWhatItRestsOn() {
    Proposal proposal = query(Samples.shop(Dialect.MYSQL), "paid orders with customer name");
    assertThat(proposal.references())
        .extracting(Reference::name)
        .contains("shop.orders", "shop.customers", "shop.orders.status", "shop.customers.name");
    assertThat(proposal.references()).allSatisfy(r -> assertThat(r.reason()).isNotBlank());
    assertThat(proposal.planSteps()).isNotEmpty();
    assertThat(proposal.explanation()).isNotBlank();
    assertThat(proposal.usage()).isEqualTo(new Usage("mock", null, null, null, 0, 1, null));
  }

  @Test
  void viewsAreReadButNotChanged() {
    DatabaseSchema shop = Samples.shop(Dialect.POSTGRESQL);
    assertThat(query(shop, "count active_customers").script()).contains("FROM active_customers");
    for (ScriptMode mode : List.of(ScriptMode.DML, ScriptMode.DDL, ScriptMode.MAINTENANCE)) {
      String text =
          switch (mode) {
            case DML -> "delete active_customers where id = 1";
            case DDL -> "add column age to active_customers";
            default -> "analyze active_customers";
          };
      Proposal proposal = Requested.draft(shop, mode, text);
      assertThat(proposal.script()).isNull();
      assertThat(proposal.unresolvedQuestions()).singleElement().asString().contains("view");
    }
  }

  @Test
  void aNameThatIsTooLongOrImpossibleIsAskedAbout() {
    DatabaseSchema mysql = Samples.shop(Dialect.MYSQL);
    assertThat(Requested.draft(mysql, ScriptMode.DDL, "add column 🚀 to customers").script())
        .isNull();
    String tooLong = "x".repeat(65);
    assertThat(
            Requested.draft(mysql, ScriptMode.DDL, "add column " + tooLong + " to customers")
                .script())
        .isNull();
  }

  @Test
  void rowsThatNothingTellsApartAreNotGroupedBy() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql().table("events", t -> t.column("payload", "json")).build();
    Proposal proposal = query(schema, "number of events per event");
    assertThat(proposal.script()).isNull();
    assertThat(proposal.unresolvedQuestions()).singleElement().asString().contains("“per event”");
  }

  @Test
  void aDefaultIsNotHeldAgainstTheValuesOfAnotherTable() {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table(
                "accounts",
                t ->
                    t.id("id")
                        .column("status", "text")
                        .check("accounts_status", "status IN ('open', 'closed')"))
            .table("orders", t -> t.id("id"))
            .build();
    Proposal proposal =
        Requested.draft(
            schema, ScriptMode.DDL, "add column status text to orders with default 'new'");
    assertThat(proposal.script())
        .contains("ALTER TABLE orders ADD COLUMN status text DEFAULT 'new'");
  }

  @Test
  void aNewConstraintGetsANameThatNoOtherHas() {
    DatabaseSchema schema =
        SchemaBuilder.mysql()
            .table("accounts", t -> t.id("id"))
            .table(
                "orders",
                t ->
                    t.id("id")
                        .column("account_id", "bigint")
                        .check("fk_orders_account_id_fk", "account_id > 0")
                        .index("fk_orders_account_id_fk_2", "account_id"))
            .build();
    Proposal proposal =
        Requested.draft(schema, ScriptMode.DDL, "add foreign key from orders to accounts");
    assertThat(proposal.script()).contains("ADD CONSTRAINT fk_orders_account_id_fk_3 FOREIGN KEY");
  }

  @Test
  void takesTheScriptThatPeopleTookForTheSameRequest() throws InterruptedException {
    GenerationId source = new GenerationId(new UUID(0, 7));
    DraftRequest request =
        new DraftRequest(
            Request.of(new RequestText("show the planets")),
            ScriptMode.QUERY,
            Samples.snapshot(Samples.shop(Dialect.MYSQL)),
            new Knowledge(
                Glossary.EMPTY,
                List.of(
                    new Example(source, "show the planets", "SELECT id FROM orders;", 1),
                    new Example(source, "show planets", "SELECT 1;", 0.8))),
            List.of(),
            Instant.MAX);

    Proposal proposal = new MockScriptGenerator(new SchemaLinker()).draft(request);

    assertThat(proposal.script()).isEqualTo("SELECT id FROM orders;");
    assertThat(proposal.assumptions()).singleElement().asString().contains("asked before");
    assertThat(proposal.references()).singleElement().asString().contains(source.toString());
  }

  @Test
  void anInterruptedThreadEndsTheDraft() {
    DraftRequest request =
        new DraftRequest(
            Request.of(new RequestText("show orders")),
            ScriptMode.QUERY,
            Samples.snapshot(Samples.shop(Dialect.MYSQL)),
            Knowledge.NONE,
            List.of(),
            Instant.MAX);
    MockScriptGenerator generator = new MockScriptGenerator(new SchemaLinker());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> generator.draft(request)).isInstanceOf(InterruptedException.class);
    assertThat(generator.repairAttempts()).isZero();
  }
}
