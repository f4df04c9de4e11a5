package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.CastSignature;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.FunctionSignature;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectKind;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.OperatorClass;
import dev.dbsa.domain.schema.OperatorSignature;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.SnapshotStore.SnapshotVersionTaken;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link SnapshotStore} promises. */
public abstract class SnapshotStoreContract extends StoreContract {

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void findsWhatWasAdded(Dialect dialect) {
    SchemaSnapshot snapshot =
        stored(data.snapshot(storedConnection("shop", dialect), 1, Shop.of(dialect)));

    assertStored(snapshot);
  }

  @Test
  void keepsAnEmptySchema() {
    assertStored(
        stored(data.snapshot(storedConnection("empty"), 1, SchemaBuilder.postgresql().build())));
  }

  @Test
  void keepsEveryKindOfObject() {
    SchemaBuilder schema = SchemaBuilder.postgresql().searchPath("app", "public");
    schema
        .type(new UserType.Enumeration(schema.name("mood"), List.of("sad", "ok", "Ω"), "how"))
        .type(
            new UserType.Domain(
                schema.name("email"),
                "text",
                false,
                "'x'::text",
                List.of("VALUE ~ '@'", "length(VALUE) < 300"),
                null))
        .type(
            new UserType.Composite(
                schema.name("pair"),
                List.of(
                    new UserType.Composite.Attribute("a", "integer"),
                    new UserType.Composite.Attribute("b", "text")),
                "two"))
        .type(new UserType.Range(schema.name("span"), "integer", null))
        .sequence(
            new Sequence(
                schema.name("s"),
                "bigint",
                Long.MIN_VALUE,
                -7,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                schema.name("wide"),
                "id"))
        .sequence("free")
        .routine(
            new Routine(
                schema.name("f"),
                Routine.Kind.AGGREGATE,
                "integer, VARIADIC text[]",
                "integer",
                "immutable",
                "plpgsql",
                "sums up"))
        .routine(
            new Routine(
                schema.name("p"), Routine.Kind.PROCEDURE, "", null, "volatile", "sql", null))
        .trigger(
            new Trigger(
                "t",
                schema.name("wide"),
                "instead of",
                List.of("insert", "update", "delete", "truncate"),
                "EXECUTE FUNCTION f()",
                false))
        .extension("postgis", "3.5.0")
        .extension(
            "hstore",
            "1.8",
            new ExtensionContents(
                List.of(
                    new FunctionSignature(
                        schema.name("akeys"),
                        Routine.Kind.FUNCTION,
                        List.of("hstore", "text[]"),
                        1,
                        true,
                        "text[]",
                        false,
                        "immutable")),
                List.of(new OperatorSignature(schema.name("%%"), null, "hstore", "text[]")),
                List.of(schema.name("hstore")),
                List.of(new CastSignature("hstore", "json", CastSignature.Context.ASSIGNMENT)),
                List.of(new OperatorClass(schema.name("ops"), "gist", "hstore", true)),
                List.of(schema.name("spatial_ref_sys"))))
        .type(new UserType.Base(schema.name("shell"), true, null))
        .type(
            new UserType.Domain(
                schema.name("code"),
                "text",
                true,
                null,
                List.of("VALUE <> ''"),
                null,
                "C",
                List.of(new CheckConstraint("code_check", "VALUE <> ''", false, true)),
                "code_not_null"))
        .routine(
            new Routine(
                schema.name("g"),
                Routine.Kind.FUNCTION,
                "a integer DEFAULT 1, OUT b text",
                "text",
                "stable",
                "sql",
                null,
                List.of(
                    new Routine.Parameter("a", Routine.Parameter.Mode.IN, "integer", "1"),
                    new Routine.Parameter(null, Routine.Parameter.Mode.OUT, "text", null)),
                true,
                true,
                true,
                null))
        .further(
            new FurtherObjects(
                true,
                List.of(
                    new Dependency(
                        new ObjectReference(ObjectKind.RELATION, schema.name("v")),
                        new ObjectReference(ObjectKind.RELATION, schema.name("wide")),
                        List.of("id", "always"),
                        false)),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    new FurtherObjects.UserCollation(schema.name("german"), "icu", false, "de")),
                List.of(
                    new FurtherObjects.ExtendedStatistics(
                        schema.name("st"), schema.name("wide"), "CREATE STATISTICS")),
                List.of(
                    new FurtherObjects.EventTrigger(
                        "e", "ddl_command_end", schema.name("f"), true, List.of("CREATE TABLE"))),
                List.of(
                    new FurtherObjects.Publication(
                        "p", false, List.of(schema.name("wide")), List.of("app"))),
                List.of(new ObjectReference(ObjectKind.OTHER, schema.name("x"), "part")),
                new FurtherObjects.Installed(
                    List.of("btree"),
                    List.of("sql"),
                    List.of("C"),
                    List.of(),
                    List.of(),
                    List.of("clerk"))))
        .omission("definition of view public.v", "the account lacks the right")
        .schema("app")
        .relation(
            RelationKind.PARTITIONED_TABLE,
            "wide",
            t ->
                t.comment(HOSTILE)
                    .id("id")
                    .column("computed", "integer", c -> c.computedAs("id + 1").notNull())
                    .column(
                        "always",
                        "bigint",
                        c -> c.generation(ColumnGeneration.IDENTITY_ALWAYS).collation("C"))
                    .column(HOSTILE, "text", c -> c.comment("").defaultsTo("''::text"))
                    .foreignKey(
                        new ForeignKey(
                            "fk",
                            List.of("id", "always"),
                            new ObjectName("outside", "target"),
                            List.of("a", "b"),
                            ForeignKeyAction.SET_DEFAULT,
                            ForeignKeyAction.SET_NULL,
                            true,
                            true,
                            false))
                    .index(
                        new Index(
                            "ix",
                            List.of(
                                IndexPart.ofColumn("computed"),
                                new IndexPart(null, "lower(\"always\")", true, null),
                                new IndexPart("always", null, false, 20)),
                            List.of("id"),
                            true,
                            "gin",
                            "computed > 0",
                            false,
                            false,
                            null))
                    .unique("u", "computed", "always")
                    .check("c", "id <> 0")
                    .partitioned(new Partitioning("range", "id", 3, List.of("p_1", "p_2", "p_max")))
                    .statistics(Long.MAX_VALUE, 0))
        .table(
            "secured",
            t ->
                t.column("a", "integer", c -> c.invisible().characterSet("latin1"))
                    .traits(
                        new RelationTraits(
                            List.of(schema.name("wide")),
                            schema.name("pair"),
                            true,
                            true,
                            true,
                            true,
                            true,
                            List.of("fillfactor=70"),
                            "local",
                            new RelationTraits.Updatability(true, false, true),
                            "far",
                            List.of(
                                new RelationTraits.Policy(
                                    "p", "all", true, List.of("public"), "true", null)),
                            List.of(
                                new RelationTraits.RewriteRule(
                                    "r", "insert", true, false, "CREATE RULE r")),
                            List.of(
                                new RelationTraits.ExclusionConstraint(
                                    "x", List.of("=", "&&"), true, false)))))
        .relation(RelationKind.FOREIGN_TABLE, "remote", t -> t.column("a", "integer"))
        .relation(RelationKind.MATERIALIZED_VIEW, "mv", t -> t.column("a", "integer"))
        .view("v", "SELECT 1\n AS \"a\"", t -> t.column("a", "integer"));

    assertStored(stored(data.snapshot(storedConnection("all"), 1, schema.build())));
  }

  @Test
  void keepsTwoThousandTables() {
    DatabaseSchema schema = SchemaBuilder.large(Dialect.POSTGRESQL, 2_000, 12);
    SchemaSnapshot snapshot = stored(data.snapshot(storedConnection("large"), 1, schema));

    SchemaSnapshot found = stores().snapshots().find(snapshot.summary().id()).orElseThrow();

    assertThat(found.schema().relations()).hasSize(2_000);
    assertThat(found.schema().equals(schema)).isTrue();
    assertThat(SchemaHash.of(found.schema())).isEqualTo(snapshot.summary().schemaHash());
    assertThat(found.catalog().findUnqualified("table_01999")).isPresent();
  }

  private void assertStored(SchemaSnapshot snapshot) {
    SchemaSnapshot found = stores().snapshots().find(snapshot.summary().id()).orElseThrow();
    assertThat(found.schema()).isEqualTo(snapshot.schema());
    assertThat(found.summary()).isEqualTo(snapshot.summary());
    assertThat(stores().snapshots().findSummary(snapshot.summary().id()))
        .contains(snapshot.summary());
  }

  @Test
  void sharesInstancesBetweenCallers() {
    SchemaSnapshot snapshot = storedSnapshot(storedConnection("shop"), 1);

    List<SchemaSnapshot> found =
        Race.of(8, _ -> stores().snapshots().find(snapshot.summary().id()).orElseThrow());

    assertThat(found).allSatisfy(s -> assertThat(s).isSameAs(found.getFirst()));
  }

  @Test
  void renewsTheStatisticsOfASnapshotThatWasReadBefore() {
    ConnectionProfile connection = storedConnection("shop");
    SchemaSnapshot empty = stored(data.snapshot(connection, 1, tableOf(0)));
    SnapshotId id = empty.summary().id();
    assertThat(rows(stores().snapshots().find(id).orElseThrow())).isZero();

    SnapshotSummary later =
        empty.summary().withStatisticsOf(empty.summary().createdAt().plusSeconds(60));
    SchemaSnapshot filled = new SchemaSnapshot(later, tableOf(5_000_000));
    stores().work().inTransaction(() -> stores().snapshots().renewStatistics(filled));

    assertThat(rows(stores().snapshots().find(id).orElseThrow())).isEqualTo(5_000_000);
    assertThat(stores().snapshots().list(connection.id())).containsExactly(later);
    assertThat(stores().snapshots().find(id).orElseThrow().summary()).isEqualTo(later);
  }

  private static DatabaseSchema tableOf(long rows) {
    return SchemaBuilder.postgresql()
        .table("orders", t -> t.id("id").statistics(rows, 8_192))
        .build();
  }

  private static long rows(SchemaSnapshot snapshot) {
    return snapshot.schema().relations().getFirst().statistics().rowEstimate();
  }

  @Test
  void findsNothingUnderAnUnknownIdentity() {
    ConnectionProfile connection = storedConnection("shop");
    storedSnapshot(connection, 1);
    SnapshotId unknown = new SnapshotId(data.ids().next());

    assertThat(stores().snapshots().find(unknown)).isEmpty();
    assertThat(stores().snapshots().findSummary(unknown)).isEmpty();
  }

  @Test
  void findsASnapshotThatCameAfterSomebodyLookedForIt() {
    SchemaSnapshot snapshot = data.snapshot(storedConnection("shop"), 1);
    assertThat(stores().snapshots().find(snapshot.summary().id())).isEmpty();

    stored(snapshot);

    assertThat(stores().snapshots().find(snapshot.summary().id())).isPresent();
  }

  @Test
  void findsItsOwnSnapshotInsideTheTransactionButNotAfterItWasUndone() {
    SchemaSnapshot snapshot = data.snapshot(storedConnection("shop"), 1);

    assertThatThrownBy(
            () ->
                stores()
                    .work()
                    .inTransaction(
                        () -> {
                          stores().snapshots().add(snapshot);
                          assertThat(stores().snapshots().find(snapshot.summary().id()))
                              .isPresent();
                          throw new IllegalStateException("undo");
                        }))
        .hasMessage("undo");

    assertThat(stores().snapshots().find(snapshot.summary().id())).isEmpty();
  }

  @Test
  void findsNoDeletedSnapshotThatWasReadBefore() {
    ConnectionProfile connection = storedConnection("shop");
    SchemaSnapshot snapshot = storedSnapshot(connection, 1);
    assertThat(stores().snapshots().find(snapshot.summary().id())).isPresent();

    stores().work().inTransaction(() -> stores().connections().delete(connection.id()));

    assertThat(stores().snapshots().find(snapshot.summary().id())).isEmpty();
  }

  @Test
  void theLatestIsTheOneOfTheHighestVersion() {
    ConnectionProfile connection = storedConnection("shop");
    ConnectionProfile other = storedConnection("other");
    SchemaSnapshot second = storedSnapshot(connection, 2);
    data.clock().advance(Duration.ofMinutes(-5));
    SchemaSnapshot tenth = storedSnapshot(connection, 10);
    data.clock().advance(Duration.ofMinutes(10));
    SchemaSnapshot first = storedSnapshot(connection, 1);
    storedSnapshot(other, 11);

    assertThat(stores().snapshots().findLatest(connection.id())).contains(tenth.summary());
    assertThat(stores().snapshots().list(connection.id()))
        .containsExactly(tenth.summary(), second.summary(), first.summary());
  }

  @Test
  void aConnectionWithoutSnapshotsHasNoLatest() {
    ConnectionId connection = storedConnection("shop").id();

    assertThat(stores().snapshots().findLatest(connection)).isEmpty();
    assertThat(stores().snapshots().list(connection)).isEmpty();
  }

  @Test
  void refusesASnapshotOfADeletedConnection() {
    SchemaSnapshot snapshot = data.snapshot(data.profile("gone"), 1);

    assertThatThrownBy(() -> stored(snapshot))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_NOT_FOUND));
  }

  @Test
  void refusesASecondSnapshotOfTheSameVersion() {
    ConnectionProfile connection = storedConnection("shop");
    SchemaSnapshot first = storedSnapshot(connection, 1);

    assertThatThrownBy(() -> storedSnapshot(connection, 1))
        .isInstanceOf(SnapshotVersionTaken.class);

    assertThat(stores().snapshots().list(connection.id())).containsExactly(first.summary());
  }

  @Test
  void oneOfManyConcurrentCallersGetsTheVersion() {
    ConnectionProfile connection = storedConnection("shop");

    List<SnapshotSummary> added =
        Race.of(
                8,
                _ -> {
                  try {
                    return Stream.of(storedSnapshot(connection, 1).summary());
                  } catch (SnapshotVersionTaken e) {
                    return Stream.<SnapshotSummary>of();
                  }
                })
            .stream()
            .flatMap(s -> s)
            .toList();

    assertThat(added).hasSize(1);
    assertThat(stores().snapshots().list(connection.id())).isEqualTo(added);
  }

  @Test
  void connectionsCountTheirVersionsApart() {
    storedSnapshot(storedConnection("a"), 1);
    storedSnapshot(storedConnection("b"), 1);

    assertThat(stores().connections().list())
        .allSatisfy(c -> assertThat(stores().snapshots().list(c.id())).hasSize(1));
  }
}
