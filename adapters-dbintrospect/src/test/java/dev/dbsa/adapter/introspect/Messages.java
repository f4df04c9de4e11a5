package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message for an operator must not hold. */
final class Messages {
  private Messages() {}

  static void assertForPeople(String detail) {
    assertThat(detail)
        .isNotBlank()
        .doesNotContain("Exception", "com.mysql", "org.postgresql", "java.", "jdbc:", "SELECT ")
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(500);
  }
}
