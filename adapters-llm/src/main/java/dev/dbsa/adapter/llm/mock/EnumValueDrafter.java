package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts a further value for a column that lists its values. */
final class EnumValueDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final DdlScript script;

  EnumValueDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.script = script;
  }

  /** The column that a new value is asked for; {@code null} if the request asks for none. */
  @Nullable Field column(Set<String> nouns) {
    if (nouns.contains("column") || nouns.contains("columns") || nouns.contains("field")) {
      return null;
    }
    for (Relation relation : reading.scope()) {
      for (Column column : relation.columns()) {
        Field field = new Field(relation, column);
        boolean listed = !reading.index().values().of(relation, column).isEmpty();
        if (listed && at(field) >= 0) {
          return field;
        }
      }
    }
    return null;
  }

  /** Where the request names the column. */
  private int at(Field field) {
    for (int i = 0; i < reading.size(); i++) {
      boolean named =
          reading.item(i).isPlainWord()
              && reading
                  .columns()
                  .find(field.relation(), reading.item(i).first().stems(), ColumnFinder.Fit.WHOLE)
                  .contains(field.column());
      if (named) {
        return i;
      }
    }
    return -1;
  }

  void draft(Field field) throws Unclear {
    int at = at(field);
    reading.use(at, at + 1);
    String value = value(at);
    Relation table = field.relation();
    Column column = field.column();
    List<String> known = reading.index().values().of(table, column);
    if (known.contains(value)) {
      throw new Unclear(
          "“"
              + value
              + "” is a value of "
              + table.name().name()
              + "."
              + column.name()
              + " already: which one is to be added?");
    }
    reading.useTable(table);
    reading.useWords(Set.of("value", "new", "option", "label"));
    notes.refer(table, column, "gets a new value");
    notes.step("Add the value " + value + " to " + table.name().name() + "." + column.name());
    UserType.Enumeration type = reading.index().values().enumeration(column);
    if (type != null) {
      script.addAfterwards("ALTER TYPE " + column.type() + " ADD VALUE " + sql.text(value));
      notes.assume("The value comes last in the order of the type.", 0.02);
      return;
    }
    if (!column.type().toLowerCase(Locale.ROOT).startsWith("enum(")) {
      throw new Unclear(
          "A check of "
              + table.name().name()
              + " lists the values of "
              + column.name()
              + " ("
              + String.join(", ", known)
              + "): is it to be replaced by one that takes “"
              + value
              + "” too?");
    }
    script.add(sql.alter(table) + "MODIFY COLUMN " + definition(column, known, value));
    notes.assume("All other values, NULL and the default stay as they are.", 0.02);
  }

  private String definition(Column column, List<String> known, String value) throws Unclear {
    List<String> labels = new ArrayList<>();
    known.forEach(label -> labels.add(sql.text(label)));
    labels.add(sql.text(value));
    String comment = column.comment();
    if (comment != null && !comment.isEmpty()) {
      throw new Unclear(
          column.name()
              + " has a comment, which MySQL forgets unless it is repeated: is it to be kept?");
    }
    String given = column.defaultExpression();
    String plain =
        given == null || given.equalsIgnoreCase("null") ? null : given.replaceAll("^'|'$", "");
    return sql.name(column.name())
        + " ENUM("
        + String.join(", ", labels)
        + ")"
        + (column.nullable() ? " NULL" : " NOT NULL")
        + (plain == null ? "" : " DEFAULT " + sql.text(plain));
  }

  /** The word that is neither the column, nor the table, nor grammar. */
  private String value(int column) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean word =
          item.isQuotedValue()
              || item.isPlainWord()
                  && !Accounting.isFiller(item.word())
                  && !Set.of("value", "new", "option", "label", "add", "to", "of", "for", "the")
                      .contains(item.word());
      if (i != column && !item.isUsed() && word) {
        item.use("the new value");
        return item.text();
      }
    }
    throw new Unclear("Which value is to be added?");
  }
}
