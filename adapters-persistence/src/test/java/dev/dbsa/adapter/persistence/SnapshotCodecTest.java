package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {

  private final SnapshotCodec codec = new SnapshotCodec();

  @Test
  void tenThousandTablesOfTwelveColumnsTakeLessThanFiveMegabytes() {
    DatabaseSchema schema = SchemaBuilder.large(Dialect.POSTGRESQL, 10_000, 12);

    byte[] packed = codec.pack(schema);

    assertThat(packed.length).isLessThan(5_000_000);
    assertThat(codec.unpack(packed).equals(schema)).isTrue();
  }

  @Test
  void equalStringsAreReadAsOneObject() {
    DatabaseSchema schema = codec.unpack(codec.pack(SchemaBuilder.large(Dialect.MYSQL, 2, 3)));

    assertThat(schema.relations().get(0).columns().get(0).type())
        .isSameAs(schema.relations().get(1).columns().get(0).type());
    assertThat(schema.relations().get(0).name().schema())
        .isSameAs(schema.relations().get(1).foreignKeys().getFirst().target().schema());
  }

  @Test
  void namesTheKindsOfTypesByStableWords() throws IOException {
    byte[] packed = codec.pack(Shop.postgresql());

    try (var json = new GZIPInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1))) {
      assertThat(new String(json.readAllBytes(), StandardCharsets.UTF_8))
          .contains("{\"kind\":\"enumeration\",\"name\":{\"schema\":\"public\"")
          .doesNotContain("requiredOnInsert", "constraintCount", ":null", "dev.dbsa");
    }
  }

  @Test
  void saysThatAFormatIsTooNew() {
    byte[] packed = codec.pack(Shop.mysql());
    packed[0] = 3;

    assertThatThrownBy(() -> codec.unpack(packed))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("format 3")
        .hasMessageContaining("reads no format above 2");
  }

  @Test
  void readsTheFirstFormatWhichKnewPartitionsByNameOnly() throws IOException {
    DatabaseSchema schema =
        SchemaBuilder.postgresql()
            .table(
                "events",
                t -> t.id("id").partitioned(new Partitioning("range", "id", 1, List.of("e1"))))
            .build();
    byte[] packed = codec.pack(schema);
    String json;
    try (var zipped = new GZIPInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1))) {
      json = new String(zipped.readAllBytes(), StandardCharsets.UTF_8);
    }
    String first = json.replace(",\"partitions\":[]", "");
    assertThat(first).isNotEqualTo(json);

    assertThat(codec.unpack(packed(1, first))).isEqualTo(schema);
  }

  private static byte[] packed(int format, String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(format);
    try (var zipped = new GZIPOutputStream(bytes)) {
      zipped.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void noticesDamage() {
    byte[] packed = codec.pack(Shop.mysql());
    byte[] flipped = packed.clone();
    flipped[packed.length / 2] ^= 0x10;

    assertDamaged(flipped);
    assertDamaged(Arrays.copyOf(packed, packed.length - 5));
    assertDamaged(new byte[] {SnapshotCodec.FORMAT});
    assertDamaged(new byte[0]);
  }

  private void assertDamaged(byte[] packed) {
    assertThatThrownBy(() -> codec.unpack(packed)).isInstanceOf(UnreadableSnapshotException.class);
  }
}
