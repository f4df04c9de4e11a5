package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns are asked for from releases that no test server runs. */
class PostgresQueriesTest {

  @ParameterizedTest
  @CsvSource({
    "120022, false, false, false",
    "130018, false, false, false",
    "140015, true, false, false",
    "150018, true, true, false",
    "170002, true, true, false",
    "180006, true, true, true"
  })
  void onlyWhatTheReleaseHasIsAskedFor(
      int version, boolean writeAllData, boolean nullsNotDistinct, boolean enforced) {
    PostgresQueries queries = new PostgresQueries(version);
    assertThat(queries.rights().sql().contains("pg_write_all_data")).isEqualTo(writeAllData);
    assertThat(queries.indexes().sql().contains("indnullsnotdistinct")).isEqualTo(nullsNotDistinct);
    assertThat(queries.constraints().sql().contains("conenforced")).isEqualTo(enforced);
  }

  @ParameterizedTest
  @CsvSource({"120022", "150018", "180006"})
  void everyTableAndFunctionIsNamedWithItsSchema(int version) {
    for (CatalogQuery query : new PostgresQueries(version).all()) {
      assertThat(query.sql())
          .as(query.subject())
          .doesNotContainPattern("(?i)(from|join)\\s+pg_(?!catalog\\.)")
          .doesNotContainPattern("(?<![.\\w])(format_type|pg_get_\\w+|unnest|generate_series)\\(")
          .doesNotContainPattern("<[a-z]");
    }
  }
}
