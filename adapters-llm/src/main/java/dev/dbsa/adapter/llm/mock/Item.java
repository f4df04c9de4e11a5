package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of the request with what it means in the schema, and whether the draft has used it. */
final class Item {
  /** A column of a relation. */
  record Field(Relation relation, Column column) {
    boolean isOf(Relation other) {
      return relation.name().equals(other.name());
    }

    /** The column with its table, as people are told of it. */
    String fullName() {
      return relation.name().name() + "." + column.name();
    }
  }

  /** A word that names one of a column's listed values. */
  record Label(Field field, String value, boolean negated) {}

  private final List<Token> tokens;
  private @Nullable Relation table;
  private List<Relation> tableCandidates = List.of();
  private @Nullable Field field;
  private @Nullable Label label;
  private List<Field> fields = List.of();
  private boolean negatedFlag;

  /** Where the draft has put the words; {@code null} while it has not. */
  private @Nullable String place;

  Item(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token first() {
    return tokens.getFirst();
  }

  Token last() {
    return tokens.getLast();
  }

  List<Token> tokens() {
    return tokens;
  }

  int start() {
    return first().start();
  }

  int end() {
    return last().end();
  }

  /** The request's words, as they were written. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(token.text());
    }
    return text.toString();
  }

  /** The single word in English; empty for anything but a single word. */
  String word() {
    return tokens.size() == 1 && first().kind() == Token.Kind.WORD
        ? Lexicon.english(first().fold())
        : "";
  }

  boolean isKind(Token.Kind kind) {
    return tokens.size() == 1 && first().kind() == kind;
  }

  boolean isNumber() {
    return isKind(Token.Kind.NUMBER);
  }

  boolean isDate() {
    return isKind(Token.Kind.DATE);
  }

  boolean isQuotedValue() {
    return isKind(Token.Kind.VALUE) || isKind(Token.Kind.QUOTED) && table == null && field == null;
  }

  boolean isSymbol(String symbol) {
    return tokens.size() == 1 && first().isSymbol(symbol);
  }

  boolean isPlainWord() {
    return isKind(Token.Kind.WORD) && table == null && field == null && label == null;
  }

  boolean isCapitalised() {
    return Character.isUpperCase(text().codePointAt(0));
  }

  /** Whether the word, the last one of several, is an English plural. */
  boolean isPlural() {
    String fold = last().fold();
    return fold.endsWith("s") && !Words.stem(fold).equals(fold);
  }

  void setTable(Relation relation, List<Relation> candidates) {
    table = relation;
    tableCandidates = candidates;
  }

  void setField(Field newField, boolean negated) {
    field = newField;
    negatedFlag = negated;
  }

  /** For a word that names several columns together. */
  void setFields(List<Field> newFields) {
    fields = List.copyOf(newFields);
  }

  /** All columns that the word names; empty where it is one or none. */
  List<Field> fields() {
    return fields;
  }

  void setLabel(Label newLabel) {
    label = newLabel;
  }

  @Nullable Relation table() {
    return table;
  }

  /** The relations that the words fit equally well; one where they are clear. */
  List<Relation> tableCandidates() {
    return tableCandidates;
  }

  @Nullable Field field() {
    return field;
  }

  /** Whether the word negates a flag, as “inactive” does for “active”. */
  boolean isNegatedFlag() {
    return negatedFlag;
  }

  @Nullable Label label() {
    return label;
  }

  boolean isUsed() {
    return place != null;
  }

  void use() {
    use("the script");
  }

  /** Tells which part of the script the words have become. */
  void use(String newPlace) {
    if (place == null) {
      place = newPlace;
    }
  }
}
