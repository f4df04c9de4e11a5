package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types for new columns, from the words of a request or from the column's name. */
final class ColumnTypes {
  private static final int MAX_VARCHAR = 16_000;
  private static final int MAX_PRECISION = 65;
  private static final int MAX_SCALE = 30;

  /** Words that are types wherever they stand after a column's name. */
  private static final Set<String> CLEAR_WORDS =
      Set.of(
          "varchar",
          "char",
          "int",
          "integer",
          "bigint",
          "smallint",
          "numeric",
          "decimal",
          "boolean",
          "bool",
          "timestamp",
          "timestamptz",
          "datetime",
          "jsonb",
          "uuid",
          "double",
          "text",
          "string");

  /** Words that are types only after “as” or “of type”, or before the word column. */
  private static final Set<String> OTHER_WORDS =
      Set.of("number", "date", "time", "money", "flag", "float", "json", "real", "enum");

  // Words by which names tell the type.
  private static final Set<String> FLAG_PREFIXES =
      stems("is has can was should may must allow allows needs");

  private static final Set<String> FLAGS =
      stems(
          "active enabled disabled flag verified deleted archived visible hidden public published"
              + " featured locked blocked confirmed approved optin in available");

  private static final Set<String> MOMENTS = stems("timestamp created updated modified datetime");

  private static final Set<String> DAYS = stems("date birthdate birthday day until since");

  private static final Set<String> SHARES = stems("percent percentage pct share ratio");

  private static final Set<String> AMOUNTS =
      stems(
          "price amount total cost balance fee salary tax discount sum budget rate revenue weight"
              + " height width length depth distance area volume margin limit value wage bonus"
              + " deposit");

  private static final Set<String> COUNTS =
      stems(
          "quantity qty count age year stock point level position size rank version score rating"
              + " priority seat capacity attempt hour minute second duration number_of stars");

  private static final Set<String> LONG_TEXTS =
      stems("description note comment text body content summary remark bio message details");

  private static final Set<String> DOCUMENTS =
      stems("metadata setting payload json attribute preference option");

  private static final Set<String> UUIDS = stems("uuid guid");

  private static final Set<String> SHORT_TEXTS =
      stems(
          "name email mail title phone mobile city country code status url address street number"
              + " sku slug color colour currency type website zip label language state category"
              + " reason author isbn nickname company postcode username password token barcode link"
              + " fax position role team department region location subject reference key ean vat"
              + " iban");

  private static Set<String> stems(String words) {
    return Arrays.stream(words.split(" ")).map(Words::stem).collect(Collectors.toUnmodifiableSet());
  }

  private final SchemaIndex index;
  private final Sql sql;

  ColumnTypes(SchemaIndex index, Sql sql) {
    this.index = index;
    this.sql = sql;
  }

  static boolean isClearType(String word) {
    return CLEAR_WORDS.contains(word);
  }

  static boolean isType(String word) {
    return CLEAR_WORDS.contains(word) || OTHER_WORDS.contains(word);
  }

  /** The dialect's type for a word. */
  String ofWord(String word, @Nullable Integer size, @Nullable Integer scale) throws Unclear {
    boolean postgres = sql.isPostgres();
    return switch (word) {
      case "varchar", "string" -> varchar(size == null ? 255 : size);
      case "char" -> size == null ? varchar(255) : "char(" + bounded(size, 1, 255) + ")";
      case "enum" -> "varchar(50)";
      case "text" -> size == null ? "text" : varchar(size);
      case "int", "integer" -> postgres ? "integer" : "int";
      case "bigint" -> "bigint";
      case "smallint" -> "smallint";
      case "number", "numeric", "decimal", "money" -> decimal(size, scale);
      case "float", "double", "real" -> postgres ? "double precision" : "double";
      case "boolean", "bool", "flag" -> "boolean";
      case "date" -> "date";
      case "timestamp", "timestamptz", "datetime" -> postgres ? "timestamptz" : "datetime";
      case "time" -> "time";
      case "json", "jsonb" -> postgres ? "jsonb" : "json";
      case "uuid" -> postgres ? "uuid" : "char(36)";
      default -> throw new Unclear("Which type is “" + word + "”?");
    };
  }

  private static String varchar(int size) throws Unclear {
    return "varchar(" + bounded(size, 1, MAX_VARCHAR) + ")";
  }

  private static String decimal(@Nullable Integer size, @Nullable Integer scale) throws Unclear {
    int digits = bounded(size == null ? 12 : size, 1, MAX_PRECISION);
    int decimals = scale == null ? (size == null ? 2 : 0) : scale;
    return "numeric(" + digits + ", " + bounded(decimals, 0, Math.min(digits, MAX_SCALE)) + ")";
  }

  private static int bounded(int value, int low, int high) throws Unclear {
    if (value < low || value > high) {
      throw new Unclear(
          "A size of " + value + " is outside of " + low + " to " + high + ": which one is meant?");
    }
    return value;
  }

  /** A type that goes by the name; empty where the name tells nothing. */
  Optional<String> ofName(String name) {
    List<String> words = Words.stems(name);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String first = words.getFirst();
    String last = words.getLast();
    boolean several = words.size() > 1;
    boolean postgres = sql.isPostgres();
    if (several && last.equals("id")) {
      return Optional.of(referenced(name).map(c -> keyType(c)).orElse("bigint"));
    }
    if (several && FLAG_PREFIXES.contains(first)
        || FLAGS.contains(last) && !(last.equals("in") && words.size() < 2)) {
      return Optional.of("boolean");
    }
    if (several && last.equals("at") || MOMENTS.contains(last)) {
      return Optional.of(postgres ? "timestamptz" : "datetime");
    }
    if (several && last.equals("on")
        || DAYS.contains(last)
        || several && first.equals("dat") && words.get(1).equals("of")) {
      return Optional.of("date");
    }
    if (SHARES.contains(last)) {
      return Optional.of("numeric(5, 2)");
    }
    if (COUNTS.contains(last)
        || !several && last.equals("number")
        || several && first.equals("number") && words.get(1).equals("of")) {
      return Optional.of(postgres ? "integer" : "int");
    }
    if (AMOUNTS.contains(last)) {
      return Optional.of("numeric(12, 2)");
    }
    if (LONG_TEXTS.contains(last)) {
      return Optional.of("text");
    }
    if (DOCUMENTS.contains(last)) {
      return Optional.of(postgres ? "jsonb" : "json");
    }
    if (UUIDS.contains(last)) {
      return Optional.of(postgres ? "uuid" : "char(36)");
    }
    return SHORT_TEXTS.contains(last) ? Optional.of("varchar(255)") : Optional.empty();
  }

  /** Whether the name is that of a text such as a comment, whatever a table is called. */
  static boolean isLongText(String name) {
    List<String> words = Words.stems(name);
    return words.size() == 1 && LONG_TEXTS.contains(words.getFirst());
  }

  /** The table that a name like customer_id refers to, with its single key. */
  record Reference(Relation table, Column key) {}

  Optional<Reference> reference(String name) {
    List<String> words = Words.stems(name);
    if (words.size() < 2 || !words.getLast().equals("id")) {
      return Optional.empty();
    }
    List<Relation> tables =
        index.findByKey(String.join("", words.subList(0, words.size() - 1))).stream()
            .filter(r -> r.kind().isTable())
            .toList();
    return tables.size() == 1 ? reference(tables.getFirst()) : Optional.empty();
  }

  Optional<Reference> reference(Relation table) {
    if (table.primaryKey() == null || table.primaryKey().columns().size() != 1) {
      return Optional.empty();
    }
    return table
        .findColumn(table.primaryKey().columns().getFirst())
        .map(key -> new Reference(table, key));
  }

  private Optional<Column> referenced(String name) {
    return reference(name).map(Reference::key);
  }

  /** The type of a column that refers to this key. */
  String keyType(Column key) {
    return key.type();
  }
}
