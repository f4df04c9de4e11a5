package dev.dbsa.adapter.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.network.AllowedHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedHostsTest {
  private static final int PORT = 8000;

  private final ServedHosts hosts =
      ServedHosts.of("10.1.2.3", AllowedHosts.parse("copilot.example *.team.example:8443"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8000",
        "localhost.",
        "127.0.0.1:8000",
        "127.8.9.10",
        "[::1]",
        "[0:0:0:0:0:0:0:1]:8000",
        "10.1.2.3:8000",
        "copilot.example",
        "copilot.example:443",
        "a.team.example:8443"
      })
  void servesItsOwnNamesAndListedOnes(String host) {
    assertThat(hosts.serve(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example#localhost",
        "localhost,evil.example",
        "localhost evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "10.1.2.4",
        "0.0.0.0",
        "[::]",
        "[::2]",
        "::1",
        "[::1",
        "localhost:",
        "localhost:x",
        "a.team.example",
        "copilot.example.evil.example"
      })
  void servesNothingElse(String host) {
    assertThat(hosts.serve(host)).isFalse();
  }

  @Test
  void anAddressThatMeansEveryInterfaceIsNoName() {
    for (String address : new String[] {"0.0.0.0", "::", "0:0:0:0:0:0:0:0", "fe80::1%eth0"}) {
      ServedHosts every = ServedHosts.of(address, AllowedHosts.EVERY);
      assertThat(every.serve("localhost:8000")).isTrue();
      assertThat(every.serve("0.0.0.0:8000")).isFalse();
      assertThat(every.serve("10.1.2.3:8000")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8000, localhost:8000",
    "http://LOCALHOST:8000, localhost:8000",
    "http://localhost, localhost",
    "http://localhost:80, localhost",
    "https://copilot.example, copilot.example",
    // The service's own page under its other names.
    "http://127.0.0.1:8000, localhost:8000",
    "http://[::1]:8000, localhost:8000",
    // A forwarded port.
    "http://localhost:9000, localhost:9000",
    // A proxy that names the service as it likes.
    "https://copilot.example, 127.0.0.1:8000",
    "https://a.team.example:8443, 127.0.0.1:8000"
  })
  void knowsItsOwnPages(String origin, String host) {
    assertThat(hosts.own(origin, host, PORT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, localhost:8000",
    "http://evil.example:8000, localhost:8000",
    // Another program's page on this machine.
    "http://localhost:3000, localhost:8000",
    "http://localhost, localhost:8000",
    "https://localhost, localhost:8000",
    "'null', localhost:8000",
    "file://localhost:8000, localhost:8000",
    "chrome-extension://localhost, localhost",
    "http://localhost:8000@evil.example, localhost:8000",
    "http://localhost:8000/, localhost:8000",
    "http://, localhost:8000"
  })
  void knowsForeignPages(String origin, String host) {
    assertThat(hosts.own(origin, host, PORT)).isFalse();
  }
}
