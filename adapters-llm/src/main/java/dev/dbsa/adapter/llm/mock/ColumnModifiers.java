package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.TypeReader.TypeAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Relation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is said about a new column beside its name and type: not null, default 0, unique. */
final class ColumnModifiers {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final TypeReader typeReader;

  ColumnModifiers(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.typeReader = new TypeReader(reading, new ColumnTypes(reading.index(), sql));
  }

  /** Reads the modifiers of the only new column; a type may follow the table's name. */
  NewColumn read(NewColumn column, Relation table, int tableAt) throws Unclear {
    boolean required = column.required();
    boolean unique = column.unique();
    String type = column.type();
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isPhrase(i, "not null") || reading.isWord(i, Set.of("required", "mandatory"))) {
        required = true;
        reading.use(i, reading.isPhrase(i, "not null") ? i + 2 : i + 1);
      } else if (reading.isWord(i, "unique")) {
        unique = true;
        reading.use(i, i + 1);
      } else if (i > tableAt && (reading.isWord(i, "as") || reading.isPhrase(i, "of type"))) {
        TypeAt given = typeReader.typeAt(i, null);
        type = given.type() == null ? type : given.type();
      }
    }
    String value = readDefault(table, column.name(), type);
    return new NewColumn(column.name(), type, required, value, unique, column.reference());
  }

  private @Nullable String readDefault(Relation table, String name, String type) throws Unclear {
    String value = null;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("default", "defaulting"))) {
        int at = i + 1;
        while (reading.isWord(at, Set.of("value", "to", "of", "is", "as"))
            || reading.isSymbol(at, "=")) {
          at++;
        }
        value = defaultValue(table, name, type, at);
        reading.use(reading.isWord(i - 1, "with") ? i - 1 : i, at + 1);
      } else if (reading.isWord(i, "with") && reading.isWord(i + 1, "default")) {
        reading.use(i, i + 1);
      }
    }
    return value;
  }

  private String defaultValue(Relation table, String name, String type, int at) throws Unclear {
    if (at >= reading.size()) {
      throw new Unclear("Which default is “" + name + "” to have?");
    }
    Column column = new Column(name, 1, type, true, null, ColumnGeneration.NONE, null, null, null);
    Item item = reading.item(at);
    String word = item.word();
    TypeKind kind = sql.kind(column);
    if (Set.of("now", "today", "current", "current_timestamp", "current_date").contains(word)
        && kind.isDay()) {
      boolean day = kind == TypeKind.DATE;
      return day ? (sql.isPostgres() ? "CURRENT_DATE" : "(CURRENT_DATE)") : "CURRENT_TIMESTAMP";
    }
    if (word.equals("null")) {
      return "NULL";
    }
    return sql.storedValue(table, column, item.text());
  }

  /** The column as the server can add it to a table that has rows. */
  NewColumn fitted(NewColumn column) {
    String type = column.type();
    if (column.defaultValue() != null && !sql.isPostgres() && type.equals("text")) {
      type = "varchar(255)";
      notes.assume("MySQL takes no default for text; the column is varchar(255).", 0.03);
    }
    boolean required = column.required();
    if (required && column.defaultValue() == null) {
      notes.ask(
          column.name()
              + " is to be NOT NULL, but existing rows would have no value: which default are they"
              + " to get? The script adds it nullable.",
          0.15);
      required = false;
    }
    return new NewColumn(
        column.name(), type, required, column.defaultValue(), column.unique(), column.reference());
  }
}
