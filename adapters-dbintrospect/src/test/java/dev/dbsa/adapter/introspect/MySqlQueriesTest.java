package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.schema.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns are asked for from releases that no test server runs. */
class MySqlQueriesTest {

  private static MySqlQueries queries(String version) {
    return new MySqlQueries(MySqlVersion.parse(version));
  }

  /** Columns of information_schema.STATISTICS by release. */
  @ParameterizedTest
  @CsvSource({
    "5.7.44, false, false, false",
    "8.0.11, true, false, false",
    "8.0.13, true, true, false",
    "8.4.2, true, true, false",
    "9.7.4, true, true, false",
    "10.5.9-MariaDB, false, false, false",
    "10.6.18-MariaDB, false, false, true",
    "11.4.5-MariaDB, false, false, true"
  })
  void indexesAreReadWithTheColumnsThatTheReleaseHas(
      String version, boolean visible, boolean expression, boolean ignored) {
    String sql = queries(version).indexes().sql();
    assertThat(sql.contains("IS_VISIBLE")).isEqualTo(visible);
    assertThat(sql.contains("EXPRESSION,")).isEqualTo(expression);
    assertThat(sql.contains("IGNORED")).isEqualTo(ignored);
  }

  @ParameterizedTest
  @CsvSource({
    "5.7.44, false",
    "8.0.15, false",
    "8.0.16, true",
    "9.7.4, true",
    "10.6.18-MariaDB, true"
  })
  void checksAreReadWhereTheServerKeepsThem(String version, boolean kept) {
    assertThat(queries(version).all().stream().anyMatch(q -> q.subject().equals("checks")))
        .isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.7.44", "8.0.36", "9.7.4", "10.6.18-MariaDB"})
  void theNumberOfQueriesIsFixed(String version) {
    assertThat(queries(version).all()).hasSizeBetween(11, 13);
  }

  @Test
  void namesOfSequencesAreQuoted() {
    assertThat(MySqlQueries.sequences(List.of(new ObjectName("d`b", "s'\\`"))).sql())
        .contains("'s''\\\\`'")
        .contains("`d``b`.`s'\\```");
  }
}
