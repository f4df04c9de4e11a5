package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.adapter.llm.mock.TypeReader.TypeAt;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of new columns: name varchar(50), price and date of birth. */
final class NewColumnReader {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final NewNames names;
  private final NameReader nameReader;
  private final TypeReader typeReader;

  NewColumnReader(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.names = new NewNames(reading, sql);
    this.nameReader = new NameReader(reading);
    this.typeReader = new TypeReader(reading, types);
  }

  /** A new column as far as the request tells. */
  private record Named(String name, @Nullable String type, Item item) {}

  /**
   * Reads the columns between two items.
   *
   * @param leadingType the type that stands before the names, if any
   */
  List<NewColumn> columns(int from, int to, @Nullable String leadingType) throws Unclear {
    List<NewColumn> columns = new ArrayList<>();
    for (Named column : named(from, to, leadingType)) {
      columns.add(newColumn(column.name(), column.type(), column.item()));
    }
    return columns;
  }

  private List<Named> named(int from, int to, @Nullable String leadingType) throws Unclear {
    List<Named> named = new ArrayList<>();
    int at = from;
    boolean more = true;
    while (more && at < to) {
      NameAt name = nameReader.nameAt(at, to);
      if (name.text().isEmpty()) {
        break;
      }
      Item item = reading.item(at);
      reading.use(at, name.end());
      TypeAt type = typeReader.typeAt(name.end(), leadingType);
      named.add(new Named(columnName(name), type.type(), item));
      if (type.announced()
          && named.subList(0, named.size() - 1).stream().allMatch(n -> n.type() == null)) {
        // width, height and depth as integer: the type is that of all.
        named.replaceAll(n -> new Named(n.name(), type.type(), n.item()));
      }
      at = type.end();
      more = false;
      while (reading.isSymbol(at, ",") || reading.isWord(at, "and")) {
        reading.use(at, at + 1);
        at++;
        more = true;
      }
    }
    return named;
  }

  /** A name that is made of several words is written in lower case. */
  private static String columnName(NameAt name) {
    boolean asWritten = name.quoted() || name.words() == 1;
    return (asWritten ? name.text() : name.text().toLowerCase(Locale.ROOT)).strip();
  }

  private NewColumn newColumn(String name, @Nullable String type, Item item) throws Unclear {
    Relation table = item.table();
    String columnName = name;
    Reference reference = types.reference(name).orElse(null);
    if (table != null && reference == null && type == null) {
      reference = types.reference(table).orElse(null);
      if (reference != null) {
        columnName = singular(name) + "_id";
        notes.assume(
            "“" + item.text() + "” refers to the table " + table.name().name() + ".", 0.05);
      }
    }
    names.requireName(columnName);
    String chosen = type;
    if (chosen == null && reference != null) {
      chosen = types.keyType(reference.key());
    }
    String ofDefault = chosen == null ? typeOfDefault() : null;
    if (ofDefault != null) {
      chosen = ofDefault;
      notes.assume("The type of " + columnName + " is that of its default.", 0.03);
    }
    if (chosen == null) {
      Optional<String> byName = types.ofName(columnName);
      chosen = byName.orElse(sql.isPostgres() ? "text" : "varchar(255)");
      notes.assume(
          "The type of "
              + columnName
              + " is not given; "
              + chosen
              + (byName.isPresent() ? " fits its name." : " takes any text."),
          byName.isPresent() ? 0.03 : 0.1);
    }
    return NewColumn.of(columnName, chosen, reference);
  }

  /** default false: a boolean; {@code null} where no default tells the type. */
  private @Nullable String typeOfDefault() {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.isWord(i, Set.of("default", "defaulting"))) {
        continue;
      }
      int at = i + 1;
      while (reading.isWord(at, Set.of("value", "to", "of", "is", "as"))
          || reading.isSymbol(at, "=")) {
        at++;
      }
      if (reading.isWord(at, Set.of("true", "false"))) {
        return "boolean";
      }
      if (reading.isNumber(at)) {
        return reading.item(at).text().contains(".") ? "numeric(12, 2)" : "integer";
      }
    }
    return null;
  }

  private static String singular(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.endsWith("ies")
        ? folded.substring(0, folded.length() - 3) + "y"
        : folded.endsWith("s") && !folded.endsWith("ss")
            ? folded.substring(0, folded.length() - 1)
            : folded;
  }
}
