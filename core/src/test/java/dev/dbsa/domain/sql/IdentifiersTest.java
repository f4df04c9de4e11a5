package dev.dbsa.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          orders        | orders          | orders
          Order Items   | "Order Items"   | `Order Items`
          Orders        | "Orders"        | Orders
          order         | "order"         | `order`
          rank          | rank            | `rank`
          user          | "user"          | user
          2fast         | "2fast"         | `2fast`
          a"b`c         | "a""b`c"        | `a"b``c`
          a.b           | "a.b"           | `a.b`
          straße        | "straße"        | `straße`
          🛒            | "🛒"            | `🛒`
          _x$1          | _x$1            | _x$1
          """)
  void quotesWhereTheServerWouldReadSomethingElse(String name, String postgresql, String mysql) {
    assertThat(Identifiers.write(Dialect.POSTGRESQL, name)).isEqualTo(postgresql);
    assertThat(Identifiers.write(Dialect.MYSQL, name)).isEqualTo(mysql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          paid   | 'paid'    | 'paid'
          it's   | 'it''s'   | 'it''s'
          a\\b   | 'a\\b'    | 'a\\\\b'
          \\'    | '\\'''    | '\\\\'''
          """)
  void writesLiteralsThatEndWhereTheyShould(String text, String postgresql, String mysql) {
    assertThat(Identifiers.literal(Dialect.POSTGRESQL, text)).isEqualTo(postgresql);
    assertThat(Identifiers.literal(Dialect.MYSQL, text)).isEqualTo(mysql);
  }
}
