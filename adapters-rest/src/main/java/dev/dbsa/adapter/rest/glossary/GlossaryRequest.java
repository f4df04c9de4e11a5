package dev.dbsa.adapter.rest.glossary;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All words of a team. */
@Schema(name = "GlossaryRequest", requiredProperties = "terms")
record GlossaryRequest(
    @Schema(
            maxItems = Glossary.MAX_TERMS,
            description = "Each word once.",
            implementation = TermView[].class)
        List<Term> terms) {

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static Glossary read(JsonBody body) {
    List<Term> terms = body.objects("terms", 0, Glossary.MAX_TERMS, GlossaryRequest::term);
    return body.finish(() -> distinct(terms));
  }

  private static Term term(JsonBody item) {
    String word = item.text("word", Term.MAX_WORD, false);
    String table = part(item, "table");
    String column = part(item, "column");
    String value = part(item, "value");
    String expression = part(item, "expression");
    int meanings =
        (table == null ? 0 : 1) + (column == null ? 0 : 1) + (expression == null ? 0 : 1);
    if (meanings != 1) {
      item.reject("word", "needs exactly one of table, column and expression");
    } else if (value != null && column == null) {
      item.reject("value", "needs a column");
    }
    return item.finish(() -> new Term(word, meaning(table, column, value, expression)));
  }

  private static @Nullable String part(JsonBody item, String field) {
    return item.optionalText(field, text -> Text.checked(field, text, Term.MAX_MEANING, false));
  }

  private static Meaning meaning(
      @Nullable String table,
      @Nullable String column,
      @Nullable String value,
      @Nullable String expression) {
    if (table != null) {
      return new Meaning.Table(table);
    }
    if (column != null) {
      return value == null ? new Meaning.Column(column) : new Meaning.Value(column, value);
    }
    return new Meaning.Expression(expression == null ? "" : expression);
  }

  private static Glossary distinct(List<Term> terms) {
    List<FieldViolation> violations = new ArrayList<>();
    Set<String> words = new HashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      if (!words.add(terms.get(i).word().toLowerCase(Locale.ROOT))) {
        violations.add(new FieldViolation("terms[" + i + "].word", "must not be there twice"));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidFieldsException(violations);
    }
    return new Glossary(terms);
  }
}
