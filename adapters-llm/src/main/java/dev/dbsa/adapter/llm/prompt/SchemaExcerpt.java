package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.schema.ObjectName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a schema that a model is shown.
 *
 * @param text as it stands in the prompt
 * @param columns the names of the columns shown, by table or view; in the order of the text
 * @param whole whether nothing was left out
 * @param references what was chosen and why, for people
 */
public record SchemaExcerpt(
    String text, Map<ObjectName, Set<String>> columns, boolean whole, List<Reference> references) {
  public SchemaExcerpt {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    references = List.copyOf(references);
  }
}
