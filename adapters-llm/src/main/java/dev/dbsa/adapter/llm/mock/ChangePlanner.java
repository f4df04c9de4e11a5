package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a plan of an intent: looks up in the schema what the words name. */
final class ChangePlanner {
  private static final Set<String> VAGUE =
      Set.of(
          "old",
          "stale",
          "outdated",
          "obsolete",
          "recent",
          "big",
          "large",
          "small",
          "expensive",
          "cheap",
          "ancient",
          "expired",
          "unused",
          "bad",
          "wrong",
          "broken",
          "new",
          "test",
          "some",
          "few",
          "several",
          "certain",
          "important",
          "popular",
          "unpopular",
          "young");

  private final Reading reading;
  private final Sql sql;
  private final ScriptMode mode;
  private final ViewPlanner.Queries queries;

  ChangePlanner(Reading reading, Sql sql, ScriptMode mode, ViewPlanner.Queries queries) {
    this.queries = queries;
    this.reading = reading;
    this.sql = sql;
    this.mode = mode;
  }

  /** The steps that the intent takes, in their order; at least one. */
  List<ChangePlan> plan(ChangeIntent intent) throws Unclear {
    return switch (intent.kind()) {
      case INSERT, UPDATE, DELETE, ARCHIVE -> List.of(rows(intent));
      case CREATE_TABLE -> List.of(new CreateTablePlanner(reading, sql).plan());
      case CREATE_VIEW -> List.of(new ViewPlanner(reading, sql, queries).plan());
      case ADD -> new AddPlanner(reading, sql).plan(intent);
      case ALTER -> new AlterPlanner(reading, sql).plan(intent);
      case CONSTRAIN -> List.of(new ConstraintPlanner(reading, sql).plan());
      case COMMENT -> List.of(new AlterPlanner(reading, sql).planComment());
      case CREATE_INDEX -> new IndexPlanner(reading, sql).plan();
      case DROP_INDEX -> List.of(new IndexPlanner(reading, sql).planDrop());
      case ADD_FOREIGN_KEY -> List.of(new ForeignKeyPlanner(reading, sql).plan());
      case RENAME -> new RenamePlanner(reading, sql).plan();
      case DROP -> new DropPlanner(reading, sql).plan(intent);
      case MAINTAIN -> List.of(new MaintenancePlanner(reading, sql).plan());
      case REPORT -> List.of(new MaintenancePlanner(reading, sql).planReport());
    };
  }

  // -- Rows --------------------------------------------------------------------------------------

  private ChangePlan rows(ChangeIntent intent) throws Unclear {
    TableResolver tables = new TableResolver(reading);
    if (intent.kind() == ChangeIntent.Kind.INSERT) {
      tables.requireClearTables();
      Relation table = target(intent);
      new ColumnResolver(reading).findColumns();
      return new InsertPlanner(reading, sql, table).plan();
    }
    requireNothingVague();
    tables.findNeighbourTables();
    tables.requireClearTables();
    Relation named = target(intent);
    new ColumnResolver(reading).findColumns();
    Relation table = ownerOfFirstColumn(named);
    ArchivePlanner archives = new ArchivePlanner(reading, sql, mode);
    boolean moves =
        Set.of("move", "transfer").contains(intent.verb())
            && reading.scope().size() > 1
            && isArchiveOf(archives.namedArchive(), table);
    if (moves || intent.kind() == ChangeIntent.Kind.ARCHIVE && !isState(table)) {
      return archives.plan(table);
    }
    return intent.kind() == ChangeIntent.Kind.DELETE
        ? new DeletePlanner(reading, sql, table).plan(intent)
        : new UpdatePlanner(reading, sql, table).plan(intent);
  }

  /** Whether rows of the one table fit the other, and do not only refer to it. */
  private boolean isArchiveOf(@Nullable Relation archive, Relation table) {
    if (archive == null || archive.name().equals(table.name())) {
      return false;
    }
    long shared =
        table.columns().stream().filter(c -> archive.findColumn(c.name()).isPresent()).count();
    return shared * 2 > table.columns().size();
  }

  /** Whether archived is one of the states that the rows can be in. */
  private boolean isState(Relation table) {
    for (Column column : table.columns()) {
      boolean value =
          reading.index().values().of(table, column).stream()
              .anyMatch(v -> Participles.isOf("archive", v));
      boolean flag =
          sql.kind(column) == TypeKind.BOOLEAN && Words.stems(column.name()).contains("archived");
      if (value || flag) {
        return true;
      }
    }
    return false;
  }

  /** delete old trips: how old is not said. */
  private void requireNothingVague() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.item(i + 1).table();
      Item item = reading.item(i);
      if (table == null || !item.isPlainWord() || item.isUsed() || !VAGUE.contains(item.word())) {
        continue;
      }
      boolean known =
          !reading.columns().find(table, item.first().stems(), ColumnFinder.Fit.WHOLE).isEmpty()
              || table.columns().stream()
                  .flatMap(c -> reading.index().values().of(table, c).stream())
                  .anyMatch(v -> Words.stems(v).equals(item.first().stems()));
      if (!known) {
        throw new Unclear(vague(item, table));
      }
    }
  }

  private String vague(Item item, Relation table) {
    String day =
        reading
            .columns()
            .creationDate(table)
            .map(c -> table.name().name() + "." + c.name())
            .orElse("");
    boolean age =
        Set.of("old", "stale", "outdated", "obsolete", "recent", "ancient", "new", "young")
            .contains(item.word());
    return "Which rows of "
        + table.name().name()
        + " are “"
        + item.text()
        + "”"
        + (age && !day.isEmpty()
            ? ": those before which day, or older than how long, by " + day + "?"
            : ": by which column, and from which value on?");
  }

  // -- The table whose rows are changed ----------------------------------------------------------

  private Relation target(ChangeIntent intent) throws Unclear {
    if (reading.scope().isEmpty()) {
      Relation only = onlyTable();
      if (only == null) {
        throw new Unclear(
            "The request names no table of the schema: which table is to be changed?"
                + understood());
      }
      reading.addToScope(only);
      return requireChangeable(only);
    }
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean marked =
          i > 0
              && (reading.isWord(i - 1, Set.of("into", "update"))
                  || reading.word(i - 1).equals("from") && i - 1 == intent.at() + 1);
      boolean takes = intent.kind() == ChangeIntent.Kind.INSERT || i - 1 <= intent.at() + 1;
      if (table != null && marked && takes) {
        return requireChangeable(table);
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null) {
        Relation owner = intent.kind() == ChangeIntent.Kind.UPDATE ? ownerOf(i, table) : null;
        return requireChangeable(owner == null ? table : owner);
      }
    }
    return requireChangeable(reading.scope().getFirst());
  }

  /** set the category of product 5 to Garden: what refers to the first table is changed. */
  private @Nullable Relation ownerOf(int at, Relation table) {
    Relation next = reading.isWord(at + 1, Set.of("of", "for")) ? reading.table(at + 2) : null;
    boolean written =
        reading.verbAt() >= 0
            && at == reading.verbAt() + 1
            && Set.of("set", "change", "update", "switch", "reassign", "correct")
                .contains(reading.word(reading.verbAt()));
    return next != null && written && new References(reading).to(next, table) != null ? next : null;
  }

  /** reduce the prices in category Garden: the column before the table is of what refers to it. */
  private Relation ownerOfFirstColumn(Relation named) {
    for (int i = 0; i < reading.size() && reading.item(i).table() == null; i++) {
      Field field = reading.field(i);
      if (field == null) {
        continue;
      }
      List<Relation> owners =
          reading.index().links(named).stream()
              .filter(l -> l.target().name().equals(named.name()) && l.declared())
              .map(JoinLink::source)
              .filter(r -> !r.name().equals(named.name()) && r.kind().isTable())
              .filter(r -> r.findColumn(field.column().name()).isPresent())
              .distinct()
              .toList();
      if (!field.isOf(named) && owners.size() == 1 && field.isOf(owners.getFirst())) {
        Relation owner = owners.getFirst();
        reading
            .notes()
            .assume(
                "“"
                    + reading.item(i).text()
                    + "” is a column of "
                    + owner.name().name()
                    + ", whose rows are changed.",
                0.06);
        reading.addToScope(owner);
        return owner;
      }
      return named;
    }
    return named;
  }

  private String understood() {
    List<String> words = new ArrayList<>();
    for (Item item : reading.items()) {
      if (item.isPlainWord() && !item.isUsed() && !Lexicon.isFunctionWord(item.first().fold())) {
        words.add(item.text());
      }
    }
    return words.isEmpty() ? "" : " None is called by " + MockScriptGenerator.quoted(words) + ".";
  }

  /** The one table with a column that the request names, or with what a raise is about. */
  private @Nullable Relation onlyTable() {
    Relation named = new ChangeTarget(reading).onlyWithColumn();
    if (named != null) {
      return named;
    }
    boolean everyone = reading.hasWord(Set.of("everyone", "everybody", "people", "staff"));
    if (!everyone) {
      return null;
    }
    List<Relation> paid =
        reading.index().schema().relations().stream()
            .filter(r -> r.kind().isTable())
            .filter(
                r ->
                    r.columns().stream()
                        .anyMatch(
                            c ->
                                Words.stems(c.name()).stream()
                                    .anyMatch(w -> Set.of("salari", "wag").contains(w))))
            .toList();
    if (paid.size() != 1) {
      return null;
    }
    for (Item item : reading.items()) {
      if (Set.of("everyone", "everybody", "people", "staff").contains(item.word())) {
        item.setTable(paid.getFirst(), paid);
        reading
            .notes()
            .assume(
                "“" + item.text() + "” are rows of " + paid.getFirst().name().name() + ".", 0.08);
      }
    }
    return paid.getFirst();
  }

  private Relation requireChangeable(Relation table) throws Unclear {
    if (!table.kind().isTable()) {
      throw new Unclear(
          table.name().name() + " is a view: the rows of which table are to be changed?");
    }
    reading.notes().refer(table, "its rows are changed");
    return table;
  }
}
