package dev.dbsa.adapter.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.rest.http.BodyBudget.Bound;
import dev.dbsa.adapter.rest.http.BodyBudget.Outcome;
import dev.dbsa.adapter.rest.http.BodyBudget.Share;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(new Bound(5, 100), new Bound(3, 60));

  @Test
  void anAddressHasItsPartOfTheBytes() {
    Share first = budget.share("a");
    assertThat(first.reach(40)).isEqualTo(Outcome.GRANTED);
    Share second = budget.share("a");
    assertThat(second.reach(21)).isEqualTo(Outcome.ADDRESS_FULL);
    assertThat(second.reach(20)).isEqualTo(Outcome.GRANTED);

    assertThat(budget.share("b").reach(40)).as("somebody else's part").isEqualTo(Outcome.GRANTED);
    assertThat(budget.share("c").reach(1)).isEqualTo(Outcome.FULL);

    first.close();
    assertThat(second.reach(60)).isEqualTo(Outcome.GRANTED);
  }

  @Test
  void anAddressHasItsPartOfTheRequests() {
    for (int i = 0; i < 3; i++) {
      assertThat(budget.share("a").reach(0)).isEqualTo(Outcome.GRANTED);
    }
    assertThat(budget.share("a").reach(0)).isEqualTo(Outcome.ADDRESS_FULL);
    assertThat(budget.share("b").reach(0)).isEqualTo(Outcome.GRANTED);
    assertThat(budget.share("c").reach(0)).isEqualTo(Outcome.GRANTED);
    assertThat(budget.share("d").reach(0)).isEqualTo(Outcome.FULL);
  }

  @Test
  void whatGrowsIsCountedOnce() {
    Share share = budget.share("a");
    for (int bytes = 1; bytes <= 60; bytes++) {
      assertThat(share.reach(bytes)).isEqualTo(Outcome.GRANTED);
    }
    assertThat(share.reach(30)).as("what it has already").isEqualTo(Outcome.GRANTED);
    assertThat(share.reach(61)).isEqualTo(Outcome.ADDRESS_FULL);
  }

  @Test
  void everythingIsGivenBackOnce() {
    for (int i = 0; i < 1000; i++) {
      Share share = budget.share("a");
      assertThat(share.reach(60)).isEqualTo(Outcome.GRANTED);
      share.close();
      share.close();
    }
    Share refused = budget.share("a");
    assertThat(refused.reach(61)).isEqualTo(Outcome.ADDRESS_FULL);
    refused.close();
    assertThat(budget.share("a").reach(60)).isEqualTo(Outcome.GRANTED);
    assertThat(budget.share("b").reach(40)).isEqualTo(Outcome.GRANTED);
  }
}
