package dev.dbsa.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.network.HostRefusedException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {
  private static final int PORT = 3306;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd20:ce::254",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "64:ff9b::ffff:ffff",
        "64:ff9b:1::a00:1",
        "64:ff9b:1:ffff::1",
        "::ffff:0:169.254.169.254",
        "::ffff:0:10.0.0.1",
      })
  void neverLetsThroughWhatHandsOutCredentials(String address) {
    AllowedHosts listed = AllowedHosts.parse("db.example.org,0.0.0.0/0,::/0");

    refused(guard(listed, address), "db.example.org", Reason.FORBIDDEN);
    refused(guard(AllowedHosts.EVERY, address), address, Reason.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "2852039166",
        "169.16689662",
        "0xa9fea9fe",
        "0xA9.0xfe.169.0376",
        "0251.0376.0251.0376",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fe80::1"
      })
  void tellsAForbiddenAddressByItsSpelling(String host) {
    HostGuard guard =
        new HostGuard(
            AllowedHosts.parse("0.0.0.0/0,::/0"),
            _ -> {
              throw new AssertionError("nobody is asked");
            });

    assertThatExceptionOfType(HostRefusedException.class)
        .isThrownBy(() -> guard.checkSpelling(host, PORT))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN));
  }

  @Test
  void leavesToTheLookUpWhatTheSpellingDoesNotTell() throws Exception {
    HostGuard guard = guard(AllowedHosts.parse("10.0.0.0/8"), "10.0.0.1");

    guard.checkSpelling("db.example.org", PORT);
    guard.checkSpelling("10.1.2.3", PORT);
    assertThatExceptionOfType(HostRefusedException.class)
        .isThrownBy(() -> guard.checkSpelling("11.1.2.3", PORT))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "192.168.1.255",
        "fd00::1",
        "64:ff9b::a00:1",
        "64:ff9b:2::1"
      })
  void letsThroughHostsOfOnesOwnNetwork(String address) throws Exception {
    assertThat(guard(AllowedHosts.EVERY, address).addresses("db.example.org", PORT))
        .containsExactly(InetAddress.ofLiteral(address));
  }

  @Test
  void aSingleForbiddenAddressAmongGoodOnesIsEnough() {
    refused(
        guard(AllowedHosts.EVERY, "10.0.0.1", "169.254.169.254"),
        "db.example.org",
        Reason.FORBIDDEN);
  }

  @Test
  void anUnlistedNameMustLeadToListedAddressesOnly() throws Exception {
    AllowedHosts allowed = AllowedHosts.parse("10.0.0.0/8");

    assertThat(guard(allowed, "10.0.0.1", "10.0.0.2").addresses("db.example.org", PORT)).hasSize(2);
    refused(guard(allowed, "10.0.0.1", "11.0.0.1"), "db.example.org", Reason.NOT_ALLOWED);
  }

  @Test
  void doesNotLookUpNamesThatCannotBeAllowed() {
    HostGuard guard =
        new HostGuard(
            AllowedHosts.parse("db.example.org"),
            host -> {
              throw new AssertionError("asked for " + host);
            });

    refused(guard, "secret-in-a-name.evil.test", Reason.NOT_ALLOWED);
  }

  @Test
  void saysThatANameLeadsNowhere() {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> guard(AllowedHosts.EVERY).addresses("db.example.org", PORT));
  }

  private static HostGuard guard(AllowedHosts allowed, String... addresses) {
    InetAddress[] found =
        Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    return new HostGuard(allowed, host -> found.clone());
  }

  private static void refused(HostGuard guard, String host, Reason reason) {
    assertThatExceptionOfType(HostRefusedException.class)
        .isThrownBy(() -> guard.addresses(host, PORT))
        .extracting(HostRefusedException::reason)
        .isEqualTo(reason);
  }
}
