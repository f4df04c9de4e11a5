package dev.dbsa.adapter.llm.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.llm.link.Token.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static List<Token> tokens(String text) {
    return Tokens.of(text, Set.of("订单", "最新")::contains, 4);
  }

  private static List<String> texts(String text) {
    return tokens(text).stream().map(Token::text).toList();
  }

  private static List<Kind> kinds(String text) {
    return tokens(text).stream().map(Token::kind).toList();
  }

  @Test
  void quotesMakeValuesAndNames() {
    assertThat(texts("name 'O''Brien' and \"Order Details\""))
        .containsExactly("name", "O'Brien", "and", "Order Details");
    assertThat(kinds("'a' \"b\" `c` “d”"))
        .containsExactly(Kind.VALUE, Kind.QUOTED, Kind.QUOTED, Kind.VALUE);
    assertThat(texts("the customer's name")).containsExactly("the", "customer", "name");
    assertThat(texts("named 'x")).containsExactly("named", "x");
  }

  @Test
  void numbersDatesAndMailAddressesStayWhole() {
    assertThat(texts("over 1,000.50 since 2024-02-03 for a.b@example.com"))
        .containsExactly("over", "1000.50", "since", "2024-02-03", "for", "a.b@example.com");
    assertThat(kinds("-5 2024-13-01T 12abc")).startsWith(Kind.NUMBER).doesNotContain(Kind.DATE);
    assertThat(texts("e-mail")).containsExactly("email");
  }

  @Test
  void scriptsWithoutSpacesAreCutAtKnownWords() {
    assertThat(texts("显示最新的订单")).containsExactly("显示", "最新", "的", "订单");
  }

  @Test
  void aLongRunOfQuotesIsReadInReasonableTime() {
    String text = "'a".repeat(2000);
    assertThat(tokens(text)).isNotEmpty();
  }
}
