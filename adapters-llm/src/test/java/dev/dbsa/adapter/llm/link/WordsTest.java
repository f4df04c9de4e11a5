package dev.dbsa.adapter.llm.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "customers,customer",
    "categories,category",
    "addresses,address",
    "statuses,status",
    "boxes,box",
    "movies,movie",
    "people,person",
    "purchases,purchase",
    "Children,child",
    "Größe,grosse",
    "prices,price"
  })
  void formsOfAWordHaveOneStem(String word, String other) {
    assertThat(Words.stem(word)).isEqualTo(Words.stem(other));
  }

  @Test
  void namesAreSplitWhereAReaderWould() {
    assertThat(Words.split("order_items")).containsExactly("order", "items");
    assertThat(Words.split("OrderItemID")).containsExactly("Order", "Item", "ID");
    assertThat(Words.split("HTTPServerLog")).containsExactly("HTTP", "Server", "Log");
    assertThat(Words.split("address2")).containsExactly("address", "2");
    assertThat(Words.split("🚀launches")).containsExactly("🚀", "launches");
    assertThat(Words.split("Straße der Käufer")).containsExactly("Straße", "der", "Käufer");
    assertThat(Words.split("!?")).isEmpty();
  }
}
