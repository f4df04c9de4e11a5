package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {

  @ParameterizedTest
  @CsvSource({"ORDERS,orders", "ÄÖÜÉ,äöüé", "ЗАКАЗЫ,заказы", "ΟΔΟΣ,οδος", "𐐀,𐐨", "İI,iı"})
  void foldsLettersOfEveryScript(String one, String other) {
    assertThat(CaseFolding.fold(one)).isEqualTo(CaseFolding.fold(other));
  }

  @Test
  void aPartOfATextIsAPartOfTheFoldedText() {
    assertThat(CaseFolding.fold("ΟΔΟΣΗΜΑΝΣΗ")).contains(CaseFolding.fold("οδος"));
  }

  @Test
  void leavesEverythingElseAlone() {
    assertThat(CaseFolding.fold("10% _ \\ 'x' 表 👩‍👩‍👧 ß"))
        .isEqualTo("10% _ \\ 'x' 表 👩‍👩‍👧 ß");
  }
}
