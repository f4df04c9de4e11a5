package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts that cannot work, of the packaged program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are POSIX shell scripts")
class ServeIT {
  @TempDir Path directory;

  @Test
  void aPortInUseIsToldWithTheSettingThatHelps() throws Exception {
    String key = Base64.getUrlEncoder().encodeToString(new byte[32]);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Launcher.Finished refused =
          ServiceProcess.startInVain(
              directory,
              Map.of("APP_PORT", String.valueOf(other.getLocalPort()), "APP_FERNET_KEY", key));

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out())
          .contains("Port " + other.getLocalPort() + " of 127.0.0.1 is in use")
          .contains("APP_PORT")
          .doesNotContain("kill")
          .doesNotContain("\tat ");
    }
  }
}
