package dev.dbsa.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dbsa.domain.schema.SchemaDiff.Attribute;
import dev.dbsa.domain.schema.SchemaDiff.Change;
import dev.dbsa.domain.schema.SchemaDiff.ObjectType;
import dev.dbsa.domain.schema.SchemaDiff.SchemaObject;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import dev.dbsa.testing.TableBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDiffTest {

  @Test
  void isEmptyBetweenTwoReadingsOfTheSameSchema() {
    assertThat(SchemaDiff.between(Shop.postgresql(), Shop.postgresql()).isEmpty()).isTrue();
  }

  @Test
  void ignoresEstimatesAndOmissions() {
    DatabaseSchema small =
        SchemaBuilder.mysql().table("a", t -> t.id("id").statistics(1, 1)).build();
    DatabaseSchema large =
        SchemaBuilder.mysql()
            .table("a", t -> t.id("id").statistics(1_000_000, 1))
            .omission("view v", "no right")
            .build();
    assertThat(SchemaDiff.between(small, large).isEmpty()).isTrue();
  }

  @Test
  void namesNewAndGoneRelationsWithoutTheirParts() {
    SchemaDiff diff =
        SchemaDiff.between(
            SchemaBuilder.postgresql().table("gone", t -> t.id("id").index("i", "id")).build(),
            SchemaBuilder.postgresql().table("fresh", t -> t.id("id")).build());
    assertThat(diff.added()).containsExactly(relation("fresh"));
    assertThat(diff.removed()).containsExactly(relation("gone"));
    assertThat(diff.changed()).isEmpty();
  }

  @Test
  void showsWhatChangedInAColumnBeforeAndAfter() {
    SchemaDiff diff =
        between(
            t -> t.column("price", "numeric(10,2)", c -> c.defaultsTo("0")),
            t -> t.column("price", "numeric(12,2)", c -> c.notNull().comment("gross")));
    assertThat(diff.changed())
        .containsExactly(
            new Change(
                new SchemaObject(ObjectType.COLUMN, "public", "t", "price"),
                List.of(
                    new Attribute("type", "numeric(10,2)", "numeric(12,2)"),
                    new Attribute("nullable", "true", "false"),
                    new Attribute("default", "0", null),
                    new Attribute("comment", null, "gross"))));
  }

  @Test
  void aNewColumnDoesNotMoveTheOthers() {
    SchemaDiff diff =
        between(
            t -> t.column("a", "int").column("b", "int"),
            t -> t.column("fresh", "int").column("a", "int").column("b", "int"));
    assertThat(diff.added())
        .containsExactly(new SchemaObject(ObjectType.COLUMN, "public", "t", "fresh"));
    assertThat(diff.changed()).isEmpty();
  }

  @Test
  void columnsThatChangePlacesAreChanged() {
    SchemaDiff diff =
        between(
            t -> t.column("a", "int").column("b", "int"),
            t -> t.column("b", "int").column("a", "int"));
    assertThat(diff.changed())
        .extracting(c -> c.object().name(), Change::attributes)
        .containsExactly(
            tuple("a", List.of(new Attribute("position", "1", "2"))),
            tuple("b", List.of(new Attribute("position", "2", "1"))));
  }

  @Test
  void overloadsAreDifferentRoutines() {
    SchemaDiff diff =
        SchemaDiff.between(
            SchemaBuilder.postgresql().function("f", "integer", "integer").build(),
            SchemaBuilder.postgresql()
                .function("f", "integer", "bigint")
                .function("f", "text", "integer")
                .build());
    assertThat(diff.added())
        .containsExactly(new SchemaObject(ObjectType.FUNCTION, "public", null, "f(text)"));
    assertThat(diff.changed())
        .containsExactly(
            new Change(
                new SchemaObject(ObjectType.FUNCTION, "public", null, "f(integer)"),
                List.of(new Attribute("result", "integer", "bigint"))));
  }

  @Test
  void settingsThatComeGoAndChangeAreAttributesOfTheServer() {
    SchemaDiff diff =
        SchemaDiff.between(
            SchemaBuilder.mysql().setting("a", "1").setting("b", "1").build(),
            SchemaBuilder.mysql()
                .setting("b", "2")
                .setting("c", "3")
                .server("MySQL", "8.4.2")
                .build());
    assertThat(diff.changed())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.attributes())
                    .containsExactly(
                        new Attribute("version", "9.7.0", "8.4.2"),
                        new Attribute("setting a", "1", null),
                        new Attribute("setting b", "1", "2"),
                        new Attribute("setting c", null, "3")));
  }

  @Test
  void partsFollowTheirRelationInOrder() {
    SchemaDiff diff =
        SchemaDiff.between(
            SchemaBuilder.postgresql()
                .table("a", t -> t.column("x", "int"))
                .table("b", t -> {})
                .build(),
            SchemaBuilder.postgresql()
                .sequence("z")
                .table(
                    "a",
                    t ->
                        t.column("x", "int").column("y", "int").index("i", "x").check("c", "x > 0"))
                .table("b", t -> t.column("q", "int"))
                .table("ab", t -> {})
                .build());
    assertThat(diff.added())
        .extracting(SchemaObject::type, SchemaObject::name)
        .containsExactly(
            tuple(ObjectType.SEQUENCE, "z"),
            tuple(ObjectType.COLUMN, "y"),
            tuple(ObjectType.CHECK_CONSTRAINT, "c"),
            tuple(ObjectType.INDEX, "i"),
            tuple(ObjectType.RELATION, "ab"),
            tuple(ObjectType.COLUMN, "q"));
  }

  /** The diff must see whatever the hash sees, in both directions. */
  @ParameterizedTest
  @MethodSource("dev.dbsa.domain.schema.SchemaHashTest#changes")
  void isEmptyExactlyWhereTheHashesAreEqual(UnaryOperator<SchemaBuilder> change) {
    DatabaseSchema changed = change.apply(SchemaBuilder.mysql()).build();
    SchemaHashTest.changes()
        .map(other -> other.apply(SchemaBuilder.mysql()).build())
        .forEach(
            other -> {
              boolean same = SchemaHash.of(changed).equals(SchemaHash.of(other));
              assertThat(SchemaDiff.between(changed, other).isEmpty()).isEqualTo(same);
              assertThat(SchemaDiff.between(other, changed).isEmpty()).isEqualTo(same);
            });
  }

  @Test
  void additionsOfOneDirectionAreRemovalsOfTheOther() {
    DatabaseSchema one = Shop.postgresql();
    DatabaseSchema other = SchemaBuilder.large(Dialect.POSTGRESQL, 50, 12);
    SchemaDiff there = SchemaDiff.between(one, other);
    SchemaDiff back = SchemaDiff.between(other, one);
    assertThat(back.added()).isEqualTo(there.removed());
    assertThat(back.removed()).isEqualTo(there.added());
  }

  private static SchemaObject relation(String name) {
    return new SchemaObject(ObjectType.RELATION, "public", name, name);
  }

  private static SchemaDiff between(Consumer<TableBuilder> before, Consumer<TableBuilder> after) {
    return SchemaDiff.between(
        SchemaBuilder.postgresql().table("t", before).build(),
        SchemaBuilder.postgresql().table("t", after).build());
  }
}
