package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.CountOf;
import dev.dbsa.adapter.llm.mock.Plan.Exists;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests are understood to ask for, before any SQL is written. */
class QueryPlansTest {

  @Test
  void aNegatedVerbIsAboutRowsThatMustNotBeThere() {
    Plan plan = likeliest("customers who have not ordered in 2024");
    assertThat(plan.rows().relation().name().name()).isEqualTo("customers");
    assertThat(plan.rows().conditions())
        .singleElement()
        .isInstanceOfSatisfying(
            Exists.class,
            exists -> {
              assertThat(exists.negated()).isTrue();
              assertThat(exists.related().rows().relation().name().name()).isEqualTo("orders");
              assertThat(exists.related().rows().conditions()).hasSize(1);
            });
  }

  @Test
  void aSuperlativeOfRelatedRowsIsTheirNumber() {
    Plan plan = likeliest("which customer has the most orders?");
    assertThat(plan.rows().extreme()).isNotNull();
    assertThat(plan.rows().extreme().by()).isInstanceOf(Figure.class);
    assertThat(plan.rows().extreme().rows()).isEqualTo(1);
  }

  @Test
  void whatFollowsARowIsSaidOfIt() {
    Plan plan = likeliest("reviews of products with a price above 10");
    Exists exists = (Exists) plan.rows().conditions().getFirst();
    assertThat(exists.related().rows().conditions())
        .singleElement()
        .isInstanceOfSatisfying(
            Compare.class,
            compare -> {
              assertThat(compare.place().column().name()).isEqualTo("price");
              assertThat(compare.operator()).isEqualTo(">");
            });
  }

  @Test
  void aNumberOfRelatedRowsIsACondition() {
    Plan plan = likeliest("customers with at least 2 orders");
    assertThat(plan.rows().conditions())
        .singleElement()
        .isInstanceOfSatisfying(
            CountOf.class,
            count -> {
              assertThat(count.operator()).isEqualTo(">=");
              assertThat(count.number()).isEqualTo(2);
            });
  }

  @Test
  void aFigureForEachValueGroups() {
    Plan plan = likeliest("average salary per department");
    assertThat(plan.groups()).hasSize(1);
    assertThat(plan.outputs()).last().isInstanceOf(Figure.class);
  }

  @Test
  void severalColumnsOfOneTableAreShownInTheirOrder() {
    Plan plan = likeliest("what are the prices and names of all products?");
    assertThat(plan.outputs())
        .extracting(o -> ((Value) o).place().column().name())
        .containsExactly("price", "name");
  }

  private static Plan likeliest(String request) {
    try {
      SchemaLinker linker = new SchemaLinker();
      SchemaIndex index = linker.index(Samples.snapshot(Samples.shop(Dialect.POSTGRESQL)));
      Sql sql = new Sql(index);
      Reading reading = new Reading(request, index, new ColumnFinder(index, sql), new Notes());
      reading.tidy();
      List<Read<Plan>> plans = new Questions(new Grammar(reading, linker, sql)).plans();
      assertThat(plans).as(request).isNotEmpty();
      return plans.getFirst().value();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
