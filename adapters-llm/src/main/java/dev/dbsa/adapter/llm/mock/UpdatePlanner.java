package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ChangePlan.Assignment;
import dev.dbsa.adapter.llm.mock.ChangePlan.UpdateRows;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.NewValue.Calculation;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans which columns get which values; the conditions are read from the words that are left. */
final class UpdatePlanner {
  static final Set<String> UP = Set.of("increase", "raise", "bump", "up", "grow", "add");

  static final Set<String> DOWN =
      Set.of("decrease", "reduce", "lower", "cut", "drop", "discount", "subtract");

  static final Set<String> SETS =
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
  private final Relation target;
  private final RowConditions conditions;
  private final NewValues written = new NewValues();

  UpdatePlanner(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new WrittenValues(reading, sql);
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
    List<Assignment> assignments = written.assignments();
    assignments.forEach(a -> notes.refer(target, a.column(), "is written"));
    return new UpdateRows(target, assignments, rows);
  }

  private void readAssignments(String verb) throws Unclear {
    AmountReader amounts = new AmountReader(reading, sql, target, written);
    ReferenceReader references = new ReferenceReader(reading, sql, target, written);
    StateReader states = new StateReader(reading, sql, target, written);
    if (amounts.readRaise()
        || amounts.readChangeBy(verb)
        || amounts.readFactor(verb)
        || references.readNothing(verb)) {
      return;
    }
    switch (verb) {
      case "activate", "enable" -> states.readFlag(true);
      case "deactivate", "disable" -> states.readFlag(false);
      default -> {
        if (states.readState(verb)) {
          if (reading.hasWord(Set.of("set"))) {
            readSets();
          }
        } else {
          references.readReferences(verb);
          readSets();
          readDirectValue();
          readMark();
        }
      }
    }
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
    boolean listed =
        at < reading.size()
            && reading.items().stream().anyMatch(item -> item.isSymbol(":"))
            && (reading.item(at).isNumber() || reading.item(at).isQuotedValue());
    if (!link && !listed) {
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
        written.put(
            field.column(), new NewValue.Changed(other.column(), how, reading.item(at + 2).text()));
        reading.use(i, at + 3, "the new " + field.column().name());
        return true;
      }
      written.put(field.column(), new NewValue.Copy(other.column()));
      reading.use(i, at + 1, "the new " + field.column().name());
      return true;
    }
    boolean twice = reading.isWord(at, Set.of("twice", "double", "half", "triple"));
    Field of = twice ? reading.field(at + 1) : null;
    if (of != null && of.isOf(target) && sql.kind(of.column()).isNumeric()) {
      String factor = reading.word(at).equals("triple") ? "3" : "2";
      written.put(
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
    written.put(field.column(), value.value());
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
    written.put(field.column(), value.value());
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
        Field before = reading.field(j - 1);
        boolean listed = reading.isWord(j - 2, "and") || reading.isSymbol(j - 2, ",");
        boolean ofAnother = before != null && before.isOf(target) && listed;
        if (!ofAnother && !written.has(field.column()) && readDistant(i, j, field)) {
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
    written.put(field.column(), value.value());
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
          written.put(label.column(), value.value());
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
        written.put(label.field().column(), values.given(label.field(), label.value()));
        reading.use(reading.isWord(i - 1, links) ? i - 1 : i, i + 1, "the new value");
        return;
      }
      boolean flag =
          field != null && field.isOf(target) && sql.kind(field.column()) == TypeKind.BOOLEAN;
      if ((after || negated) && flag && field != null) {
        boolean not = item.isNegatedFlag() || negated || reading.isWord(i - 1, "not");
        written.put(field.column(), values.given(field, not ? "false" : "true"));
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
        written.put(flags.getFirst(), values.given(new Field(target, flags.getFirst()), "true"));
        reading.use(i - 1, i + 1, "the new value");
        return;
      }
    }
  }
}
