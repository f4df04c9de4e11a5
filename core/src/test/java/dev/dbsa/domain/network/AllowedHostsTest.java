package dev.dbsa.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static final int PORT = 5432;

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", " , \n"})
  void nothingListedAllowsEveryHost(String text) {
    AllowedHosts allowed = AllowedHosts.parse(text);

    assertThat(allowed.areListed()).isFalse();
    assertThat(allowed.includes("db.example.org", PORT)).isTrue();
    assertThat(allowed.includes(InetAddress.ofLiteral("10.0.0.1"), PORT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "db.example.org, db.example.org",
        "db.example.org, DB.Example.ORG",
        "db.example.org, db.example.org.",
        "DB.example.org, db.example.org",
        "db.example.org:5432, db.example.org",
        "*.example.org, db.example.org",
        "*.example.org, a.b.example.org",
        "größe.example, größe.example",
        "10.0.4.17, 10.0.4.17",
        "10.0.4.17:5432, 10.0.4.17",
        "10.0.0.0/8, 10.255.0.1",
        "10.128.0.0/9, 10.128.0.1",
        "0.0.0.0/0, 192.0.2.1",
        "10.0.4.17/32, 10.0.4.17",
        "10.0.4.17, ::ffff:10.0.4.17",
        "fd00::/8, fd12::1",
        "fd00::17, fd00:0:0::17",
        "[fd00::17], fd00::17",
        "[fd00::17]:5432, fd00::17",
        "\"other, db.example.org\", db.example.org",
        "other\tdb.example.org, db.example.org",
      })
  void whatIsListedIsAllowed(String list, String host) {
    assertThat(AllowedHosts.parse(list).includes(host, PORT)).isTrue();
    assertThat(AllowedHosts.parse(list).mayInclude(host, PORT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.org, db2.example.org",
    "db.example.org, xdb.example.org",
    "db.example.org, db.example.org.evil.test",
    "db.example.org:5433, db.example.org",
    "*.example.org, example.org",
    "*.example.org, evilexample.org",
    "*.example.org, example.org.evil.test",
    "10.0.4.17, 10.0.4.18",
    "10.0.4.17:5433, 10.0.4.17",
    "10.0.0.0/8, 11.0.0.1",
    "10.128.0.0/9, 10.127.255.255",
    "10.0.0.0/8, fd00::1",
    "fd00::/8, 10.0.0.1",
    "fd00::/8, fe00::1",
    "*.0.4.17, 10.0.4.17",
  })
  void whatIsNotListedIsNotAllowed(String list, String host) {
    assertThat(AllowedHosts.parse(list).includes(host, PORT)).isFalse();
  }

  @Test
  void anUnlistedNameMayLeadToAListedAddress() {
    AllowedHosts allowed = AllowedHosts.parse("10.0.0.0/8");

    assertThat(allowed.includes("db.example.org", PORT)).isFalse();
    assertThat(allowed.mayInclude("db.example.org", PORT)).isTrue();
    assertThat(allowed.mayInclude("11.0.0.1", PORT)).isFalse();
    assertThat(AllowedHosts.parse("other.example").mayInclude("db.example.org", PORT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0.0/",
        "10.0.0.0/x",
        "db.example.org/8",
        "fd00::/129",
        "db.example.org:0",
        "db.example.org:65536",
        "db.example.org:pg",
        "*",
        "db.*.org",
        "http://db.example.org",
        "user@db.example.org",
        "fe80::1%eth0",
        "[fd00::17",
      })
  void entriesThatMeanNothingAreRefusedByName(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllowedHosts.parse("good.example," + entry))
        .withMessageContaining("\"" + entry + "\"");
  }
}
