package dev.dbsa.bench.linking;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Tables with names, comments and references made of everyday words; always the same ones. */
public final class SyntheticSchema {
  static final List<String> WORDS =
      List.of(
          """
          account address agent alert amount asset audit author balance batch bill booking branch brand budget campaign
          card carrier case category channel city claim client comment company contact contract country coupon course
          credit currency customer delivery department deposit device discount document driver email employee event
          expense feature fee field file flight fleet forecast group guest hotel image insurance inventory invoice item
          journal label language lease ledger license limit line link loan location log machine mail manager market
          material measure meeting member menu message meter module note notice offer office option order owner package
          page part partner patient payment period permission person phone plan plant point policy position post price
          process product profile project promotion property provider purchase quality quantity quote rate rating reason
          receipt record refund region rental report request reservation resource result return review reward role room
          route rule salary sale sample schedule score season section sensor service session setting shift shipment shop
          site skill source staff stage state station status step stock store student subject subscription supplier
          support survey task tax team template tenant term test ticket time token tool tour track trade training
          transaction transfer trip type unit usage user vehicle vendor version visit voucher warehouse warranty wallet
          """
              .strip()
              .split("\\s+"));

  private static final int COLUMNS = 12;
  private static final List<String> TYPES =
      List.of(
          "bigint", "integer", "numeric(12,2)", "text", "varchar(80)", "timestamptz", "boolean");

  private SyntheticSchema() {}

  /** So many tables of {@value #COLUMNS} columns. */
  public static DatabaseSchema of(int tables) {
    Random random = new Random(42);
    List<Relation> relations = new ArrayList<>(tables);
    for (int i = 0; i < tables; i++) {
      relations.add(table(i, relations, random));
    }
    return new DatabaseSchema(
        new ServerInfo(Dialect.POSTGRESQL, "PostgreSQL", "18.6", "erp", new TreeMap<>()),
        List.of("public"),
        List.of("public"),
        relations,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Relation table(int number, List<Relation> before, Random random) {
    String name = word(random) + "_" + word(random) + "_" + number;
    List<Column> columns = new ArrayList<>();
    List<ForeignKey> keys = new ArrayList<>();
    columns.add(column("id", 1, "bigint", random));
    while (columns.size() < COLUMNS) {
      int position = columns.size() + 1;
      if (position <= 3 && !before.isEmpty()) {
        Relation target = before.get(random.nextInt(before.size()));
        String column = target.name().name() + "_id";
        columns.add(column(column, position, "bigint", random));
        keys.add(key(name, column, target));
      } else {
        String column = word(random) + "_" + word(random) + "_" + position;
        columns.add(column(column, position, TYPES.get(random.nextInt(TYPES.size())), random));
      }
    }
    return new Relation(
        new ObjectName("public", name),
        RelationKind.TABLE,
        "The " + word(random) + " of every " + word(random) + " and its " + word(random),
        columns,
        new PrimaryKey(name + "_pkey", List.of("id")),
        List.of(),
        keys,
        List.of(),
        List.of(),
        null,
        "heap",
        null,
        null,
        new RelationStatistics(random.nextInt(1_000_000), 0));
  }

  private static Column column(String name, int position, String type, Random random) {
    String comment = random.nextInt(4) == 0 ? "The " + word(random) + " " + word(random) : null;
    return new Column(
        name, position, type, position > 3, null, ColumnGeneration.NONE, null, null, comment);
  }

  private static ForeignKey key(String table, String column, Relation target) {
    return new ForeignKey(
        table + "_" + column + "_fkey",
        List.of(column),
        target.name(),
        List.of("id"),
        ForeignKeyAction.NO_ACTION,
        ForeignKeyAction.NO_ACTION,
        false,
        false,
        true);
  }

  /** One of the words that names are made of. */
  public static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
