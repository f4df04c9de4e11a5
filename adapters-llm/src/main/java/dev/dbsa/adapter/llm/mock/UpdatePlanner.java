package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ChangePlan.Assignment;
import dev.dbsa.adapter.llm.mock.ChangePlan.UpdateRows;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.NewValue.Calculation;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans which columns get which values; the conditions are read from the words that are left. */
final class UpdatePlanner {
  private static final Set<String> UP = Set.of("increase", "raise", "bump", "up", "grow", "add");

  private static final Set<String> DOWN =
      Set.of("decrease", "reduce", "lower", "cut", "drop", "discount", "subtract");

  private static final Set<String> SETS =
      Set.of(
          "set",
          "change",
          "update",
          "make",
          "reset",
          "put",
          "mark",
          "flag",
          "switch",
          "turn",
          "move",
          "assign",
          "reassign",
          "transfer",
          "lower",
          "raise",
          "increase",
          "reduce",
          "decrease",
          "correct",
          "fix",
          "rename",
          "replace",
          "adjust",
          "modify",
          "label",
          "give",
          "link");

  private static final Set<String> TO = Set.of("to", "as", "be", "is", "equals", "with", "into");

  /** Words after which rows are described, and no longer what is written. */
  private static final Set<String> CONDITIONS =
      Set.of("where", "whose", "for", "if", "when", "on", "in", "that", "which", "who");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final WrittenValues values;
  private final References references;
  private final Relation target;
  private final RowConditions conditions;
  private final Map<Column, NewValue> written = new LinkedHashMap<>();

  UpdatePlanner(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new WrittenValues(reading, sql);
    this.references = new References(reading);
    this.conditions = new RowConditions(reading, sql, target);
    this.target = target;
  }

  /** Whether the word asks for other values by itself. */
  static boolean isVerb(String word) {
    return SETS.contains(word) || UP.contains(word) || DOWN.contains(word);
  }

  UpdateRows plan(ChangeIntent intent) throws Unclear {
    readAssignments(intent.verb());
    if (written.isEmpty()) {
      throw new Unclear(
          "Which column of "
              + target.name().name()
              + " is to get which value"
              + (intent.verb().isEmpty() || SETS.contains(intent.verb())
                  ? "?"
                  : " by “" + intent.verb() + "”?"));
    }
    boolean all = EveryRow.isSaid(reading, target);
    RowSelection rows = conditions.read();
    if (rows.isEveryRow()) {
      EveryRow.require(reading, target, all, "updated");
    }
    List<Assignment> assignments = new ArrayList<>();
    written.forEach(
        (column, value) -> {
          assignments.add(new Assignment(column, value));
          notes.refer(target, column, "is written");
        });
    return new UpdateRows(target, assignments, rows);
  }

  private void put(Column column, NewValue value) throws Unclear {
    WrittenValues.requireWritable(column);
    NewValue known = written.putIfAbsent(column, value);
    if (known != null && !known.equals(value)) {
      throw new Unclear(
          "The request gives two values for “" + column.name() + "”: which one is meant?");
    }
  }

  private void readAssignments(String verb) throws Unclear {
    if (readRaise() || readChangeBy(verb) || readFactor(verb) || readNothing(verb)) {
      return;
    }
    switch (verb) {
      case "activate", "enable" -> readFlag(true);
      case "deactivate", "disable" -> readFlag(false);
      default -> {
        if (!readState(verb)) {
          readReferences(verb);
          readSets();
          readDirectValue();
          readMark();
        }
      }
    }
  }

  // -- Verbs that say it all ---------------------------------------------------------------------

  /** approve, close, unlist: what the rows are called afterwards. */
  private boolean readState(String verb) throws Unclear {
    if (SETS.contains(verb) || verb.isEmpty()) {
      return false;
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (Participles.isOf(verb, value)) {
          put(column, values.given(new Field(target, column), value));
          readAgent(verb);
          return true;
        }
      }
    }
    for (String prefix : List.of("", "un", "de", "dis")) {
      String base = verb.startsWith(prefix) ? verb.substring(prefix.length()) : "";
      for (Column column : target.columns()) {
        boolean flag = sql.kind(column) == TypeKind.BOOLEAN;
        List<String> words = Words.split(column.name());
        if (flag && !words.isEmpty() && Participles.isOf(base, words.getLast())) {
          put(column, values.given(new Field(target, column), String.valueOf(prefix.isEmpty())));
          return true;
        }
      }
    }
    return readAgain(verb) || readMoment(verb);
  }

  /** reopen: again what a listed value says. */
  private boolean readAgain(String verb) throws Unclear {
    String state = verb.startsWith("re") ? verb.substring(2) : "";
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (state.length() > 2 && value.equalsIgnoreCase(state)) {
          put(column, values.given(new Field(target, column), value));
          return true;
        }
      }
    }
    return false;
  }

  /** terminate as of 2025-06-30: the day or moment at which it was done. */
  private boolean readMoment(String verb) throws Unclear {
    List<Column> moments =
        target.columns().stream()
            .filter(c -> sql.kind(c).isDay())
            .filter(
                c -> {
                  List<String> words = Words.split(c.name());
                  return words.size() == 2
                      && Participles.isOf(verb, words.getFirst())
                      && Set.of("at", "on", "date")
                          .contains(words.getLast().toLowerCase(Locale.ROOT));
                })
            .toList();
    if (moments.size() != 1) {
      return false;
    }
    Field field = new Field(target, moments.getFirst());
    for (int i = 0; i + 1 < reading.size(); i++) {
      int at =
          reading.isPhrase(i, "as of")
              ? i + 2
              : reading.isWord(i, Set.of("on", "at", "by")) ? i + 1 : -1;
      if (at > 0 && reading.isDate(at)) {
        put(field.column(), values.given(field, reading.item(at).text()));
        reading.use(i, at + 1, "the new " + field.column().name());
        notes.assume("Nothing but " + field.column().name() + " is written.", 0.05);
        return true;
      }
    }
    put(field.column(), new NewValue.Now(sql.kind(field.column()) == TypeKind.DATE));
    notes.assume(
        "Nothing but " + field.column().name() + " is written, with the time of the script.", 0.08);
    return true;
  }

  /** approve … by employee 3: who did it. */
  private void readAgent(String verb) throws Unclear {
    for (int i = 0; i + 2 < reading.size(); i++) {
      Relation table = reading.isWord(i, "by") ? reading.table(i + 1) : null;
      if (table == null || !reading.isNumber(i + 2)) {
        continue;
      }
      for (References.Link link : references.of(target)) {
        List<String> words = Words.split(link.column().name());
        boolean agent =
            link.table().name().equals(table.name())
                && words.getLast().equalsIgnoreCase("by")
                && Participles.isOf(verb, words.getFirst());
        if (agent) {
          put(
              link.column(),
              values.given(new Field(target, link.column()), reading.item(i + 2).text()));
          reading.use(i, i + 3, "the new " + link.column().name());
          return;
        }
      }
    }
  }

  private void readFlag(boolean on) throws Unclear {
    for (String word : List.of("active", "enabled")) {
      for (Fit fit : List.of(Fit.WHOLE, Fit.SHORT)) {
        for (Column column : columns.find(target, List.of(Words.stem(word)), fit)) {
          if (sql.kind(column) == TypeKind.BOOLEAN) {
            put(column, values.given(new Field(target, column), String.valueOf(on)));
            return;
          }
        }
      }
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (value.equalsIgnoreCase(on ? "active" : "inactive")) {
          put(column, values.given(new Field(target, column), value));
          return;
        }
      }
    }
    throw new Unclear(
        "Which column of " + target.name().name() + " tells whether a row is active?");
  }

  // -- Amounts -----------------------------------------------------------------------------------

  private static final Set<String> WAGES = Set.of("salari", "wag", "pay", "incom");
  private static final Set<String> PRICES = Set.of("pric", "rat", "fee", "cost");

  /** give everyone a 5% raise; apply a 10% discount: the noun says of what. */
  private boolean readRaise() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      boolean raise = reading.isWord(i, Set.of("raise", "increase", "rise"));
      boolean less = reading.isWord(i, Set.of("discount", "cut", "reduction"));
      int percentAt = i - 1;
      boolean percent = percentAt > 0 && (reading.isSymbol(percentAt, "%") || isPercent(percentAt));
      if (!raise && !less || !percent || !reading.isNumber(percentAt - 1)) {
        continue;
      }
      Set<String> words = raise ? WAGES : PRICES;
      List<Column> fitting =
          target.columns().stream()
              .filter(c -> sql.kind(c).isNumeric())
              .filter(c -> Words.stems(c.name()).stream().anyMatch(words::contains))
              .toList();
      Field named = numericField();
      Column column =
          named != null ? named.column() : fitting.size() == 1 ? fitting.getFirst() : null;
      if (column == null) {
        throw new Unclear(
            "Which column of "
                + target.name().name()
                + " is the “"
                + reading.text(percentAt - 1, i + 1)
                + "” about?");
      }
      if (named == null) {
        notes.assume(
            "“"
                + reading.text(percentAt - 1, i + 1)
                + "” changes "
                + target.name().name()
                + "."
                + column.name()
                + ".",
            0.06);
      }
      String amount = reading.item(percentAt - 1).text();
      put(
          column,
          new NewValue.Changed(
              column, raise ? Calculation.PERCENT_MORE : Calculation.PERCENT_LESS, amount));
      reading.use(percentAt - 1, i + 1, "the change of " + column.name());
      useField(column);
      return true;
    }
    return false;
  }

  private boolean isPercent(int i) {
    return reading.isWord(i, Set.of("percent", "pct"));
  }

  private void useField(Column column) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target) && field.column().equals(column)) {
        reading.item(i).use("a column that is written");
        return;
      }
    }
  }

  private @Nullable Field numericField() {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target) && sql.kind(field.column()).isNumeric()) {
        return field;
      }
    }
    return null;
  }

  /** increase price by 10 percent; add 5 to the stock. */
  private boolean readChangeBy(String verb) throws Unclear {
    if (!UP.contains(verb) && !DOWN.contains(verb)) {
      return false;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null || !field.isOf(target) || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      for (int j = i + 1; j < reading.size(); j++) {
        if (reading.isPhrase(j, "in half") || reading.isPhrase(j, "by half")) {
          put(field.column(), new NewValue.Changed(field.column(), Calculation.DIVIDED_BY, "2"));
          reading.use(i, i + 1, "a column that is written");
          reading.use(j, j + 2, "the change of " + field.column().name());
          return true;
        }
        if (reading.isWord(j, "by") && isAmount(j + 1)) {
          int end = change(field.column(), j + 1, UP.contains(verb));
          reading.use(i, i + 1, "a column that is written");
          reading.use(j, end, "the change of " + field.column().name());
          return true;
        }
      }
      return false;
    }
    return false;
  }

  private boolean isAmount(int i) {
    return reading.isNumber(i) && !reading.item(i).text().startsWith("-");
  }

  private int change(Column column, int at, boolean up) throws Unclear {
    boolean percent = reading.isSymbol(at + 1, "%") || isPercent(at + 1);
    Calculation how =
        percent
            ? up ? Calculation.PERCENT_MORE : Calculation.PERCENT_LESS
            : up ? Calculation.PLUS : Calculation.MINUS;
    put(column, new NewValue.Changed(column, how, reading.item(at).text()));
    int end = percent ? at + 2 : at + 1;
    return reading.isWord(end, Set.of("euros", "dollars", "points", "each", "units"))
        ? end + 1
        : end;
  }

  /** double the stock; halve the price; multiply by 3. */
  private boolean readFactor(String verb) throws Unclear {
    String factor =
        switch (verb) {
          case "double" -> "2";
          case "triple" -> "3";
          case "halve" -> "2";
          default -> null;
        };
    boolean by = verb.equals("multiply") || verb.equals("divide");
    if (factor == null && !by) {
      return false;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null || !field.isOf(target) || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      int at = i + 1;
      while (by && at < reading.size() && !(reading.isWord(at, "by") && isAmount(at + 1))) {
        at++;
      }
      if (by && at >= reading.size()) {
        return false;
      }
      boolean less = verb.equals("halve") || verb.equals("divide");
      put(
          field.column(),
          new NewValue.Changed(
              field.column(),
              less ? Calculation.DIVIDED_BY : Calculation.TIMES,
              factor == null ? reading.item(at + 1).text() : factor));
      reading.use(i, i + 1, "a column that is written");
      if (by) {
        reading.use(at, at + 2, "the change of " + field.column().name());
      }
      return true;
    }
    return false;
  }

  // -- No value ----------------------------------------------------------------------------------

  /** clear the note of order 5; remove the phone of customer 7. */
  private boolean readNothing(String verb) throws Unclear {
    if (Set.of("unassign", "unlink", "detach").contains(verb)) {
      return readNoReference();
    }
    if (!Set.of("clear", "empty", "unset", "blank", "nullify", "remove", "erase").contains(verb)) {
      return false;
    }
    reading.useWords(Set.of("value", "values", "content", "contents"));
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        put(field.column(), values.missing(field.column()));
        reading.use(i, i + 1, "a column that is written");
        return true;
      }
    }
    return false;
  }

  /** unassign all tickets of agent 4: the one reference that may be empty. */
  private boolean readNoReference() throws Unclear {
    List<References.Link> links =
        references.of(target).stream().filter(l -> l.column().nullable()).toList();
    List<References.Link> named = links.stream().filter(l -> reading.names(l.table())).toList();
    List<References.Link> meant = named.isEmpty() ? links : named;
    if (meant.size() != 1) {
      return false;
    }
    put(meant.getFirst().column(), values.missing(meant.getFirst().column()));
    return true;
  }

  // -- References --------------------------------------------------------------------------------

  /** assign ticket 5 to agent 3; move products to category Garden; set the manager of 7 to 3. */
  private void readReferences(String verb) throws Unclear {
    boolean moves =
        Set.of(
                "assign",
                "reassign",
                "move",
                "transfer",
                "switch",
                "put",
                "set",
                "change",
                "link",
                "give",
                "hand",
                "delegate",
                "update")
            .contains(verb);
    if (!moves) {
      return;
    }
    for (int i = 1; i < reading.size(); i++) {
      if (!reading.isWord(i - 1, Set.of("to", "into", "as"))) {
        continue;
      }
      Relation table = reading.table(i);
      References.Link link = table == null ? null : link(table, i);
      if (link == null) {
        link = table == null && reading.item(i).isCapitalised() ? linkOfName(i) : null;
        if (link == null || hasFieldBefore(i)) {
          continue;
        }
        NamedRow row = namedRow(i, link);
        if (row != null) {
          put(link.column(), row.value());
          reading.use(i - 1, row.end(), "the new " + link.column().name());
        }
        continue;
      }
      int at = i + 1;
      while (reading.isWord(at, Set.of("number", "no", "named", "called", "id"))
          || reading.isSymbol(at, "#")) {
        at++;
      }
      if (reading.isNumber(at)) {
        put(link.column(), values.given(new Field(target, link.column()), reading.item(at).text()));
        reading.use(i - 1, at + 1, "the new " + link.column().name());
        useRole(link);
        return;
      }
      NamedRow row = namedRow(at, link);
      if (row != null) {
        put(link.column(), row.value());
        reading.use(i - 1, row.end(), "the new " + link.column().name());
        useRole(link);
        return;
      }
    }
  }

  /** set status of order 5 to Paid: the name is the value of a column. */
  private boolean hasFieldBefore(int i) {
    for (int j = 0; j < i; j++) {
      Field field = reading.field(j);
      if (field != null && field.isOf(target)) {
        return true;
      }
    }
    return false;
  }

  private References.@Nullable Link link(Relation table, int at) {
    for (int j = 0; j < at; j++) {
      if (!reading.item(j).isUsed()) {
        References.Link role = roleAt(j);
        if (role != null && role.table().name().equals(table.name())) {
          return role;
        }
      }
    }
    return references.to(target, table);
  }

  /** from the department to Sales: the one table that the rows are moved within. */
  private References.@Nullable Link linkOfName(int i) {
    for (int j = i - 1; j >= 0; j--) {
      Relation table = reading.table(j);
      if (table != null && !table.name().equals(target.name())) {
        return references.to(target, table);
      }
    }
    boolean moved =
        reading.verbAt() >= 0
            && Set.of("move", "transfer", "assign", "reassign", "switch")
                .contains(reading.word(reading.verbAt()));
    List<References.Link> parents =
        references.of(target).stream()
            .filter(l -> !l.table().name().equals(target.name()))
            .filter(l -> columns.labels(l.table()).size() == 1)
            .toList();
    if (moved && parents.size() == 1) {
      return parents.getFirst();
    }
    Relation behind =
        i + 1 < reading.size() && reading.table(i + 1) != null ? reading.table(i + 1) : null;
    return behind == null ? null : references.to(target, behind);
  }

  /** The reference that a word names, as what is set: the manager of employee 7. */
  private References.@Nullable Link roleAt(int j) {
    boolean object =
        reading.table(j) == null || reading.isWord(j + 1, Set.of("of", "for")) && j <= 3;
    return object && !reading.isWord(j - 1, Set.of("without", "no", "not"))
        ? references.byRole(target, reading.item(j).first().stems())
        : null;
  }

  /** The word that said which of the references is meant: manager. */
  private void useRole(References.Link link) {
    for (int j = 0; j < reading.size(); j++) {
      boolean role = !reading.item(j).isUsed() && link.equals(roleAt(j));
      if (role) {
        reading.item(j).use("the new " + link.column().name());
        return;
      }
    }
  }

  private record NamedRow(NewValue value, int end) {}

  private @Nullable NamedRow namedRow(int at, References.Link link) throws Unclear {
    List<Column> labels = columns.labels(link.table());
    boolean name =
        at < reading.size()
            && !reading.item(at).isUsed()
            && (reading.item(at).isQuotedValue() || reading.item(at).isCapitalised());
    if (labels.size() != 1 || !name) {
      return null;
    }
    if (link.table().name().equals(target.name()) && !sql.isPostgres()) {
      throw new Unclear(
          "MySQL cannot read "
              + target.name().name()
              + " while it changes it: which key has “"
              + reading.item(at).text()
              + "”?");
    }
    Field label = new Field(link.table(), labels.getFirst());
    WrittenValues.At value = values.at(at, label);
    if (value == null || !(value.value() instanceof NewValue.Given given)) {
      return null;
    }
    notes.assume(
        "“"
            + reading.text(at, value.end())
            + "” is the "
            + label.column().name()
            + " of one row of "
            + link.table().name().name()
            + ".",
        0.05);
    notes.refer(link.table(), "the changed rows refer to it");
    return new NamedRow(
        new NewValue.KeyOf(link.table(), link.key(), label.column(), given.literal()), value.end());
  }

  // -- Columns with their values -----------------------------------------------------------------

  /** set status to paid and paid_at to now; change the email of customer 5 to 'x'. */
  private void readSets() throws Unclear {
    boolean open = true;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, CONDITIONS)) {
        open = false;
      }
      if (reading.isWord(i, "set")) {
        open = true;
        reading.use(i, i + 1);
      }
      Field field = reading.field(i);
      if (!open || field == null || !field.isOf(target)) {
        continue;
      }
      if (readFromTo(i, field) || readTo(i, field)) {
        continue;
      }
      readDistantValue(i, field);
    }
  }

  private boolean readTo(int i, Field field) throws Unclear {
    int at = i + 1;
    boolean link = false;
    while (reading.isWord(at, TO) || reading.isSymbol(at, "=") || reading.isSymbol(at, ":")) {
      at++;
      link = true;
    }
    if (!link) {
      return false;
    }
    return readValue(i, at, field);
  }

  private boolean readValue(int i, int at, Field field) throws Unclear {
    Field other = reading.field(at);
    if (other != null && other.isOf(target) && !isValueOf(at, field)) {
      WrittenValues.requireWritable(field.column());
      Calculation how = calculation(at + 1);
      if (how != null && reading.isNumber(at + 2) && sql.kind(other.column()).isNumeric()) {
        put(field.column(), new NewValue.Changed(other.column(), how, reading.item(at + 2).text()));
        reading.use(i, at + 3, "the new " + field.column().name());
        return true;
      }
      put(field.column(), new NewValue.Copy(other.column()));
      reading.use(i, at + 1, "the new " + field.column().name());
      return true;
    }
    boolean twice = reading.isWord(at, Set.of("twice", "double", "half", "triple"));
    Field of = twice ? reading.field(at + 1) : null;
    if (of != null && of.isOf(target) && sql.kind(of.column()).isNumeric()) {
      String factor = reading.word(at).equals("triple") ? "3" : "2";
      put(
          field.column(),
          new NewValue.Changed(
              of.column(),
              reading.word(at).equals("half") ? Calculation.DIVIDED_BY : Calculation.TIMES,
              factor));
      reading.use(i, at + 2, "the new " + field.column().name());
      return true;
    }
    WrittenValues.At value = values.at(at, field);
    if (value == null) {
      return false;
    }
    put(field.column(), value.value());
    reading.use(i, value.end(), "the new " + field.column().name());
    return true;
  }

  private @Nullable Calculation calculation(int i) {
    return reading.isSymbol(i, "*") || reading.isWord(i, "times")
        ? Calculation.TIMES
        : reading.isSymbol(i, "+") || reading.isWord(i, "plus")
            ? Calculation.PLUS
            : reading.isSymbol(i, "-") || reading.isWord(i, "minus")
                ? Calculation.MINUS
                : reading.isSymbol(i, "/") ? Calculation.DIVIDED_BY : null;
  }

  /** A word that names a column may be the value of another: set the kind to name. */
  private boolean isValueOf(int at, Field field) {
    return reading.index().values().of(target, field.column()).stream()
        .anyMatch(v -> v.equalsIgnoreCase(reading.item(at).text()));
  }

  /** change the priority from low to high: the old value is a condition. */
  private boolean readFromTo(int i, Field field) throws Unclear {
    if (!reading.isWord(i + 1, "from")) {
      return false;
    }
    WrittenValues.At old = values.at(i + 2, field);
    if (old == null || !reading.isWord(old.end(), Set.of("to", "into"))) {
      return false;
    }
    WrittenValues.At value = values.at(old.end() + 1, field);
    if (value == null) {
      return false;
    }
    if (!(old.value() instanceof NewValue.Given given)) {
      return false;
    }
    put(field.column(), value.value());
    conditions.add(i, old.end(), field, given.literal());
    reading.use(old.end(), value.end(), "the new " + field.column().name());
    return true;
  }

  /** change the email of customer 5 to 'x': the value follows the condition. */
  private void readDistantValue(int i, Field field) throws Unclear {
    if (!reading.isWord(i + 1, Set.of("of", "for", "in", "on", "from"))) {
      return;
    }
    for (int j = reading.size() - 2; j >= i + 2; j--) {
      if (reading.isWord(j, Set.of("to", "as", "into")) || reading.isSymbol(j, "=")) {
        NewValue known = written.get(field.column());
        if (known == null && readDistant(i, j, field)) {
          return;
        }
      }
    }
  }

  private boolean readDistant(int i, int j, Field field) throws Unclear {
    WrittenValues.At value = values.at(j + 1, field);
    if (value == null) {
      return false;
    }
    put(field.column(), value.value());
    reading.use(i, i + 1, "a column that is written");
    reading.use(j, value.end(), "the new " + field.column().name());
    return true;
  }

  /** rename category Books to Literature; change customer 5's name: what rows are called. */
  private void readDirectValue() throws Unclear {
    if (!written.isEmpty() || !reading.hasWord(Set.of("rename", "call"))) {
      return;
    }
    List<Column> labels = columns.labels(target);
    for (int j = reading.size() - 2; j >= 1 && labels.size() == 1; j--) {
      if (reading.isWord(j, Set.of("to", "into", "as"))) {
        Field label = new Field(target, labels.getFirst());
        WrittenValues.At value = values.at(j + 1, label);
        if (value != null) {
          put(label.column(), value.value());
          reading.use(j, value.end(), "the new " + label.column().name());
          notes.assume("The new name is the " + label.column().name() + ".", 0.04);
        }
        return;
      }
    }
  }

  // -- What rows are marked as -------------------------------------------------------------------

  /** mark order 5 as paid; put vehicle 12 into repair; make customer 5 inactive. */
  private void readMark() throws Unclear {
    if (!written.isEmpty()) {
      return;
    }
    Set<String> links = Set.of("as", "to", "into", "in", "for", "on");
    for (int i = reading.size() - 1; i >= 0; i--) {
      Item item = reading.item(i);
      if (item.isUsed()) {
        continue;
      }
      boolean after = reading.isWord(i - 1, links) || i == reading.size() - 1;
      boolean negated = reading.isWord(i - 1, "not") && reading.isWord(i - 2, links);
      Label label = item.label();
      Field field = item.field();
      if (after && label != null && label.field().isOf(target) && !label.negated()) {
        put(label.field().column(), values.given(label.field(), label.value()));
        reading.use(reading.isWord(i - 1, links) ? i - 1 : i, i + 1, "the new value");
        return;
      }
      boolean flag =
          field != null && field.isOf(target) && sql.kind(field.column()) == TypeKind.BOOLEAN;
      if ((after || negated) && flag && field != null) {
        boolean not = item.isNegatedFlag() || negated || reading.isWord(i - 1, "not");
        put(field.column(), values.given(field, not ? "false" : "true"));
        reading.use(negated ? i - 2 : i - 1, i + 1, "the new value");
        return;
      }
    }
    readMarkByPart(links);
  }

  /** as spam: the last word of a flag's name, where no other column has it. */
  private void readMarkByPart(Set<String> links) throws Unclear {
    for (int i = 1; i < reading.size(); i++) {
      if (!reading.isWord(i - 1, links) || !reading.item(i).isPlainWord()) {
        continue;
      }
      String stem = Words.stem(reading.item(i).text());
      List<Column> flags =
          target.columns().stream()
              .filter(c -> sql.kind(c) == TypeKind.BOOLEAN)
              .filter(c -> Words.stems(c.name()).contains(stem))
              .toList();
      if (flags.size() == 1) {
        put(flags.getFirst(), values.given(new Field(target, flags.getFirst()), "true"));
        reading.use(i - 1, i + 1, "the new value");
        return;
      }
    }
  }
}
