package dev.dbsa.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import dev.dbsa.testing.TableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaHashTest {

  @Test
  void isTheSameForTheSameSchema() {
    assertThat(SchemaHash.of(Shop.postgresql()))
        .isEqualTo(SchemaHash.of(Shop.postgresql()))
        .hasSize(64);
  }

  @Test
  void doesNotDependOnTheOrderTheServerAnswersIn() {
    Consumer<TableBuilder> a = t -> t.id("id").index("x", "id").index("y", "id");
    Consumer<TableBuilder> sameWithOtherOrder = t -> t.id("id").index("y", "id").index("x", "id");
    DatabaseSchema one = SchemaBuilder.mysql().table("a", a).table("b", a).build();
    DatabaseSchema other =
        SchemaBuilder.mysql().table("b", sameWithOtherOrder).table("a", a).build();
    assertThat(SchemaHash.of(one)).isEqualTo(SchemaHash.of(other));
  }

  @Test
  void doesNotDependOnEstimatesAndOmissions() {
    DatabaseSchema small =
        SchemaBuilder.mysql().table("a", t -> t.id("id").statistics(1, 1)).build();
    DatabaseSchema large =
        SchemaBuilder.mysql()
            .table("a", t -> t.id("id").statistics(1_000_000, 1))
            .omission("view v", "no right")
            .build();
    assertThat(SchemaHash.of(small)).isEqualTo(SchemaHash.of(large));
  }

  static Stream<UnaryOperator<SchemaBuilder>> changes() {
    return Stream.of(
        s -> s.table("t", t -> t.id("id")),
        s -> s.table("t", t -> t.id("id").comment("described")),
        s -> s.table("t", t -> t.column("id", "bigint")),
        s -> s.table("t", t -> t.column("id", "integer")),
        s -> s.table("t", t -> t.column("id", "bigint", c -> c.notNull())),
        s -> s.table("t", t -> t.column("id", "bigint", c -> c.comment("described"))),
        s -> s.table("t", t -> t.column("id", "bigint", c -> c.defaultsTo("0"))),
        s -> s.table("t", t -> t.column("id", "bigint").index("i", "id")),
        s -> s.table("t", t -> t.column("id", "bigint").unique("i", "id")),
        s -> s.table("t", t -> t.column("id", "bigint").check("c", "id > 0")),
        s -> s.table("t", t -> t.column("id", "bigint").check("c", "id > 1")),
        s -> s.table("t", t -> t.column("id", "bigint").foreignKey("id", "other", "id")),
        s -> s.view("t", "SELECT 1", t -> t.column("id", "bigint")),
        s -> s.view("t", "SELECT 2", t -> t.column("id", "bigint")),
        s -> s.enumeration("e", "a", "b"),
        s -> s.enumeration("e", "b", "a"),
        s -> s.enumeration("e", "ab"),
        s -> s.sequence("q"),
        s -> s.function("f", "", "integer"),
        s -> s.function("f", "integer", "integer"),
        s -> s.extension("x", "1"),
        s -> s.extension("x", "2"),
        s -> s.setting("sql_mode", "ANSI_QUOTES"),
        s -> s.server("MariaDB", "11.4"),
        s -> s.schema("empty"),
        s -> s);
  }

  @Test
  void isDifferentForEverySchemaThatDiffers() {
    List<String> hashes = new ArrayList<>();
    changes()
        .forEach(change -> hashes.add(SchemaHash.of(change.apply(SchemaBuilder.mysql()).build())));
    assertThat(hashes).doesNotHaveDuplicates();
  }
}
