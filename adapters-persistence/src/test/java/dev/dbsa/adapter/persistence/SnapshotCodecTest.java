package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.MatchType;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationTraits;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    packed[0] = 4;

    assertThatThrownBy(() -> codec.unpack(packed))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("format 4")
        .hasMessageContaining("reads no format above 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readsOlderFormatsWhichLackWhatWasAddedSince(int format) throws IOException {
    String json =
        """
        {"server":{"dialect":"POSTGRESQL","product":"PostgreSQL","version":"18.6","database":"shop",
          "settings":{"standard_conforming_strings":"on"}},
         "schemas":["public"],"searchPath":["public"],
         "relations":[{"name":{"schema":"public","name":"events"},"kind":"PARTITIONED_TABLE",
           "columns":[{"name":"id","position":1,"type":"bigint","nullable":false,"generation":"NONE"}],
           "primaryKey":{"name":"events_pkey","columns":["id"]},
           "uniqueConstraints":[{"name":"u","columns":["id"],"nullsDistinct":true}],
           "foreignKeys":[{"name":"f","columns":["id"],"target":{"schema":"public","name":"t"},
             "targetColumns":["id"],"onUpdate":"CASCADE","onDelete":"NO_ACTION","deferrable":false,
             "initiallyDeferred":false,"validated":true}],
           "checks":[{"name":"c","expression":"id > 0","validated":true,"enforced":true}],
           "indexes":[{"name":"i","parts":[{"column":"id","descending":false}],"includedColumns":[],
             "unique":false,"method":"btree","valid":true,"visible":true}],
           "storage":"heap",
           "partitioning":{"strategy":"range","key":"id","partitionCount":1,"partitionNames":["e1"]%s},
           "statistics":{"rowEstimate":-1,"totalBytes":-1}}],
         "sequences":[{"name":{"schema":"public","name":"s"},"type":"bigint","start":1,"increment":1,
           "minimum":1,"maximum":9,"cycles":false}],
         "types":[{"kind":"domain","name":{"schema":"public","name":"d"},"baseType":"text",
             "nullable":true,"checks":["VALUE > 0"]},
           {"kind":"range","name":{"schema":"public","name":"r"},"subtype":"date"}],
         "routines":[{"name":{"schema":"public","name":"f"},"kind":"FUNCTION","arguments":"a integer",
           "result":"integer","volatility":"stable","language":"sql"}],
         "triggers":[{"name":"t","table":{"schema":"public","name":"events"},"timing":"after",
           "events":["insert"],"action":"EXECUTE FUNCTION f()","enabled":true}],
         "extensions":[{"name":"hstore","version":"1.8","schema":"public"}],"omissions":[]}
        """
            .formatted(format == 1 ? "" : ",\"partitions\":[]");

    DatabaseSchema schema = codec.unpack(packed(format, json));

    Relation events = schema.relations().getFirst();
    assertThat(events.partitioning()).isEqualTo(new Partitioning("range", "id", 1, List.of("e1")));
    assertThat(events.traits()).isEqualTo(RelationTraits.NONE);
    assertThat(events.foreignKeys().getFirst().match()).isEqualTo(MatchType.SIMPLE);
    assertThat(events.foreignKeys().getFirst().unenforced()).isFalse();
    assertThat(events.columns())
        .containsExactly(
            new Column("id", 1, "bigint", false, null, ColumnGeneration.NONE, null, null, null));
    assertThat(schema.routines().getFirst().hasParameters()).isFalse();
    assertThat(schema.extensions()).containsExactly(new Extension("hstore", "1.8", "public"));
    assertThat(schema.further()).isEqualTo(FurtherObjects.UNKNOWN);
    assertThat(codec.unpack(codec.pack(schema))).isEqualTo(schema);
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
