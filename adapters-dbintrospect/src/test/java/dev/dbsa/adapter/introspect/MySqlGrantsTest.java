package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlGrantsTest {

  private static MySqlGrants grants(String... lines) {
    MySqlGrants grants = new MySqlGrants("my_shop");
    for (String line : lines) {
      grants.add(line);
    }
    return grants;
  }

  @Test
  void readingIsNotWriting() {
    MySqlGrants grants =
        grants(
            "GRANT USAGE ON *.* TO `r`@`%`",
            "GRANT SELECT, SHOW VIEW, LOCK TABLES ON `my\\_shop`.* TO `r`@`%`",
            "GRANT EXECUTE ON PROCEDURE `my_shop`.`p` TO `r`@`%`",
            "GRANT PROXY ON ``@`` TO `r`@`%`");
    assertThat(grants.writing()).isEmpty();
    assertThat(grants.seesAllTables()).isTrue();
    assertThat(grants.isAdministrator()).isFalse();
  }

  @Test
  void aNameMayBeAPattern() {
    assertThat(grants("GRANT INSERT ON `my_%`.* TO `r`@`%`").writing()).hasSize(1);
    assertThat(grants("GRANT INSERT ON `%`.* TO `r`@`%`").writing()).hasSize(1);
    assertThat(grants("GRANT INSERT ON `myXshop`.* TO `r`@`%`").writing()).isEmpty();
    assertThat(grants("GRANT INSERT ON `my\\_shop`.* TO `r`@`%`").writing()).hasSize(1);
    assertThat(grants("GRANT INSERT ON `my\\_`.* TO `r`@`%`").writing()).isEmpty();
  }

  @Test
  void rightsOnAColumnCount() {
    assertThat(
            grants("GRANT SELECT (`a`, `b`), UPDATE (`c, INSERT`) ON `my_shop`.`t` TO `r`@`%`")
                .writing())
        .containsExactly("use UPDATE on single tables or routines");
  }

  @Test
  void aPartialRevokeTakesAway() {
    MySqlGrants grants =
        grants(
            "GRANT SELECT, INSERT ON *.* TO `r`@`%`", "REVOKE INSERT ON `my_shop`.* FROM `r`@`%`");
    assertThat(grants.writing()).isEmpty();
    assertThat(grants.seesAllTables()).isTrue();
  }

  @Test
  void everythingIncludesEachPrivilege() {
    MySqlGrants grants =
        grants("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION");
    assertThat(grants.isAdministrator()).isTrue();
    assertThat(grants.has("TRIGGER")).isTrue();
    assertThat(grants.writing()).hasSize(1);
  }

  @Test
  void rolesAreKeptAsTheServerQuotesThem() {
    assertThat(
            grants(
                    "GRANT `reader`@`%`,`wri``ter`@`10.%` TO `me`@`%`",
                    "GRANT `maria role` TO `me`@`%`", "GRANT 'old' TO 'me'@'%'")
                .roles())
        .containsExactly("`reader`@`%`", "`wri``ter`@`10.%`", "`maria role`", "'old'");
  }

  @Test
  void lookAlikesInNamesAreNotGrants() {
    assertThat(grants("GRANT SELECT ON `a`.`b` TO `x`@`%` -- INSERT ON `my_shop`.*").writing())
        .isEmpty();
    assertThat(grants("nonsense").writing()).isEmpty();
  }
}
