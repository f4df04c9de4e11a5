package dev.dbsa.application.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final List<String> REQUESTS =
      List.of(
          "show the latest orders",
          "show the customers of Bern",
          "show the revenue per month",
          "show the orders of customer 5");

  private final Likeness likeness = new Likeness(REQUESTS);

  @Test
  void onlyTheSameWordsAreTheSame() {
    assertThat(likeness.between("Show the latest orders!", "show  the latest orders")).isEqualTo(1);
    assertThat(likeness.between("orders not in Bern", "orders in Bern")).isLessThan(1);
    assertThat(likeness.between("a of b", "b of a")).isLessThan(1);
    assertThat(likeness.between("orders > 5", "orders < 5")).isLessThan(1);
    assertThat(likeness.between("最新の注文", "最新の注文")).isEqualTo(1);
  }

  @Test
  void rareWordsSayMoreThanThoseThatEveryRequestHas() {
    assertThat(likeness.between("revenue of May", "show the revenue per month"))
        .isGreaterThan(likeness.between("show the weather", "show the revenue per month"));
  }

  @Test
  void nothingInCommonIsNoLikeness() {
    assertThat(likeness.between("alpha", "beta")).isZero();
    assertThat(likeness.between("?!", "beta")).isZero();
    assertThat(new Likeness(List.of()).between("alpha", "beta")).isZero();
  }
}
