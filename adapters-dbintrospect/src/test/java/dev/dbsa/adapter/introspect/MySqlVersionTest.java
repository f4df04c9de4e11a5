package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlVersionTest {

  @ParameterizedTest
  @CsvSource({
    "5.7.44-log, MySQL, 5, 7, 44",
    "8.0.36-0ubuntu0.22.04.1, MySQL, 8, 0, 36",
    "8.4.2, MySQL, 8, 4, 2",
    "9.7.4-2, MySQL, 9, 7, 4",
    "10.6.18-MariaDB-0ubuntu0.22.04.1-log, MariaDB, 10, 6, 18",
    "5.5.5-10.6.18-MariaDB, MariaDB, 10, 6, 18",
    "11.4.5-MariaDB, MariaDB, 11, 4, 5",
    "nonsense, MySQL, 0, 0, 0"
  })
  void readsWhatServersSay(String text, String product, int major, int minor, int patch) {
    MySqlVersion version = MySqlVersion.parse(text);
    assertThat(version.product()).isEqualTo(product);
    assertThat(version)
        .isEqualTo(new MySqlVersion(product.equals("MariaDB"), major, minor, patch, text));
  }

  @ParameterizedTest
  @CsvSource({
    "8.0.15, false",
    "8.0.16, true",
    "8.1.0, true",
    "9.0.0, true",
    "5.7.44, false",
    "11.4.5-MariaDB, false"
  })
  void comparesReleasesOfItsOwnProduct(String text, boolean atLeast) {
    assertThat(MySqlVersion.parse(text).isMySql(8, 0, 16)).isEqualTo(atLeast);
  }
}
