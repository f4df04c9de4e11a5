package dev.dbsa.adapter.rest.glossary;

import dev.dbsa.adapter.rest.input.JsonBodyReader;
import dev.dbsa.adapter.rest.problem.WebException;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.knowledge.Glossary;

/** A glossary in a file, in the form in which the API takes one. */
public final class GlossaryFile {
  private GlossaryFile() {}

  /**
   * @throws InvalidFieldsException if it is none; the message says why
   */
  public static Glossary read(byte[] json) {
    try {
      return GlossaryRequest.read(new JsonBodyReader().parse(json));
    } catch (WebException e) {
      throw new InvalidFieldsException("file", String.valueOf(e.getMessage()));
    }
  }
}
