package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What engines take of a table's options and columns, as MySQL 9.7 and MariaDB 11.4 answered. */
final class MySqlStorage {
  private static final String ROW_FORMAT = "row_format";
  private static final String BLOCK_SIZE = "key_block_size";
  private static final Set<String> BLOCK_SIZES = Set.of("0", "1", "2", "4", "8", "16");

  /** Systems of degrees that every server has; others may be added. */
  private static final String DEGREES = "4326";

  /** Systems that every server has. */
  private static final Set<String> KNOWN_SYSTEMS = Set.of("0", "3857", DEGREES);

  private static final long MOST_SRID = 4_294_967_295L;

  private MySqlStorage() {}

  /** Whether the engine shows the rows of other tables as one. */
  static boolean isMerge(@Nullable String storage) {
    return "merge".equalsIgnoreCase(storage) || "mrg_myisam".equalsIgnoreCase(storage);
  }

  /** The tables behind a MERGE table must be alike, which is looked at when it is opened. */
  static void tellMerge(@Nullable String storage, String table, Step step) {
    if (isMerge(storage)) {
      step.notShown("Whether the tables behind " + table + " are there, alike and of MyISAM.");
    }
  }

  static void create(CreateTable d, TableDraft draft, Step step) {
    String storage = draft.storage();
    if (isMerge(storage) && d.query() != null) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.query().at(),
          "A MERGE table takes no rows when it is made",
          "Write CREATE TABLE without a query.",
          draft.name());
    } else {
      tellMerge(storage, draft.name(), step);
    }
    if (MySqlTables.isInnoDb(storage)) {
      innoDb(d.at(), d.options(), d.temporary(), draft, step);
    }
    keep(d.options(), draft);
    for (ColumnDefinition column : d.columns()) {
      systems(column, storage, step);
    }
  }

  /** The options of ALTER TABLE. */
  static void alter(int at, List<Option> options, TableDraft draft, Step step) {
    if (MySqlTables.isInnoDb(draft.storage())) {
      innoDb(at, options, draft.temporary(), draft, step);
    }
    keep(options, draft);
    if (find(ROW_FORMAT, options) != null) {
      MySqlKeys.lengths(at, draft, step);
    }
  }

  private static @Nullable Option find(String name, List<Option> options) {
    return MySqlCharacterSets.find(options, name);
  }

  /** InnoDB's options while innodb_strict_mode is on. */
  private static void innoDb(
      int at, List<Option> options, boolean temporary, TableDraft draft, Step step) {
    Option block = find(BLOCK_SIZE, options);
    Option format = find(ROW_FORMAT, options);
    String row = format == null ? "default" : format.value().toLowerCase(Locale.ROOT);
    String size = block == null ? "0" : block.value().replaceFirst("^0+(?=.)", "");
    if (!step.state().isInnoDbStrict()) {
      return;
    }
    if (block != null && size.matches("[0-9]+") && !BLOCK_SIZES.contains(size)) {
      refuse(block.at(), "InnoDB has blocks of 1, 2, 4, 8 or 16 kB, not of " + size, draft, step);
    } else if (format != null && (row.equals("fixed") || row.equals("page"))) {
      refuse(format.at(), "InnoDB has no ROW_FORMAT=" + format.value(), draft, step);
    } else if (!size.equals("0") && !row.equals("default") && !row.equals("compressed")) {
      refuse(at, "KEY_BLOCK_SIZE is for ROW_FORMAT=COMPRESSED", draft, step);
    } else if (temporary && (!size.equals("0") || row.equals("compressed"))) {
      refuse(at, "A temporary table is not compressed", draft, step);
    }
  }

  private static void refuse(int at, String message, TableDraft draft, Step step) {
    step.refuse(FindingRule.INVALID_SETTING, at, message, null, draft.name());
  }

  /** Keeps the row format, as the snapshot does. */
  private static void keep(List<Option> options, TableDraft draft) {
    Option format = find(ROW_FORMAT, options);
    if (format == null) {
      return;
    }
    RelationTraits traits = draft.traits();
    List<String> kept = new ArrayList<>(traits.options());
    kept.removeIf(MySqlStorage::isRowFormat);
    kept.add(ROW_FORMAT + "=" + format.value());
    draft.traits(traits.withOptions(kept));
  }

  private static boolean isRowFormat(String option) {
    return option.toLowerCase(Locale.ROOT).startsWith(ROW_FORMAT + "=");
  }

  /** Whether rows are of the formats whose keys are short. */
  static boolean hasShortKeys(TableDraft draft) {
    return MySqlTables.isInnoDb(draft.storage())
        && draft.traits().options().stream()
            .filter(MySqlStorage::isRowFormat)
            .map(o -> o.substring(ROW_FORMAT.length() + 1).toLowerCase(Locale.ROOT))
            .anyMatch(f -> f.equals("compact") || f.equals("redundant"));
  }

  /** The spatial reference system of a column. */
  static void systems(ColumnDefinition column, @Nullable String storage, Step step) {
    for (Part part : column.parts()) {
      if (!(part instanceof Part.Setting s) || !s.option().name().equals("srid")) {
        continue;
      }
      String srid = s.option().value();
      if (!srid.matches("[0-9]{1,18}") || Long.parseLong(srid) > MOST_SRID) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            s.at(),
            "A SRID is at most " + MOST_SRID,
            null,
            column.name().text());
      } else if (srid.equals(DEGREES) && storage != null && !MySqlTables.isInnoDb(storage)) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            s.at(),
            "The engine " + storage + " keeps no degrees, as SRID " + srid + " has",
            null,
            column.name().text());
      } else if (!KNOWN_SYSTEMS.contains(srid)) {
        step.notShown("Whether there is a spatial reference system " + srid + ".");
      }
    }
  }
}
