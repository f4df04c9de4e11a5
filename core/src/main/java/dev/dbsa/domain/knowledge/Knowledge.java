package dev.dbsa.domain.knowledge;

import java.util.List;

/**
 * What a draft may rest on besides the request and the schema.
 *
 * @param glossary the team's own words
 * @param examples scripts that people took for similar requests, the nearest first
 */
public record Knowledge(Glossary glossary, List<Example> examples) {
  public static final Knowledge NONE = new Knowledge(Glossary.EMPTY, List.of());

  public Knowledge {
    examples = List.copyOf(examples);
  }
}
