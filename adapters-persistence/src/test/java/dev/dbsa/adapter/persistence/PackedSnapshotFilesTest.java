package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.port.out.SnapshotFiles;
import dev.dbsa.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackedSnapshotFilesTest {
  private static final Instant NOW = Instant.parse("2026-04-22T12:34:56.123456Z");

  private final SnapshotFiles files = new PackedSnapshotFiles();

  @Test
  void whatIsWrittenIsReadAndTheSameBytesEachTime() {
    byte[] file = files.write(Shop.postgresql(), NOW);

    assertThat(files.read(file).schema()).isEqualTo(Shop.postgresql());
    assertThat(files.read(file).readAt()).isEqualTo(NOW);
    assertThat(files.write(Shop.postgresql(), NOW)).isEqualTo(file);
  }

  @Test
  void theFirstLineSaysWhatItIs() {
    String text = new String(files.write(Shop.postgresql(), NOW), StandardCharsets.ISO_8859_1);

    assertThat(text.lines().findFirst().orElseThrow())
        .startsWith("{\"dbsa_snapshot\":1,\"sha256\":\"")
        .contains("\"read_at\":\"2026-04-22T12:34:56.123456Z\"")
        .contains("\"server_product\":\"PostgreSQL\"");
  }

  @Test
  void noByteCanChangeUnnoticed() {
    byte[] file = files.write(Shop.postgresql(), NOW);
    int content = new String(file, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;

    for (int at : new int[] {content, content + 100, file.length - 1}) {
      byte[] damaged = file.clone();
      damaged[at]++;
      assertThatThrownBy(() -> files.read(damaged))
          .isInstanceOf(UnusableSnapshotFile.class)
          .hasMessageContaining("damaged");
    }
    assertThatThrownBy(() -> files.read(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(UnusableSnapshotFile.class);
  }

  @Test
  void otherFilesAreToldApart() {
    for (String text : new String[] {"", "{", "CREATE TABLE t (id int);\n", "{\"a\":1}\n"}) {
      assertThatThrownBy(() -> files.read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(UnusableSnapshotFile.class)
          .hasMessageContaining("is no snapshot");
    }
    assertThatThrownBy(() -> files.read("{\"dbsa_snapshot\":7}\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("version 7");
  }
}
