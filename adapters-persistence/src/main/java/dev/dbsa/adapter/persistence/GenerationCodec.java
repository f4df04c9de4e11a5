package dev.dbsa.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.script.ScriptAnalysis;
import java.io.UncheckedIOException;
import java.util.List;

/** Drafts, attempts and what the checks say about final scripts as JSON text. */
final class GenerationCodec {

  private final ObjectWriter writer;
  private final ObjectReader draftReader;
  private final ObjectReader attemptsReader;
  private final ObjectReader clarificationsReader;
  private final ObjectReader analysisReader;

  GenerationCodec() {
    JsonMapper mapper = StoredJson.mapper();
    // A backend may answer with NUL or half a surrogate pair, which no text column keeps; escaped,
    // nothing is lost whatever the database's character set.
    writer = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    draftReader = mapper.readerFor(Draft.class);
    attemptsReader = mapper.readerForListOf(Attempt.class);
    clarificationsReader = mapper.readerForListOf(Clarification.class);
    analysisReader = mapper.readerFor(ScriptAnalysis.class);
  }

  String write(Draft draft) {
    return text(draft);
  }

  String write(List<Attempt> attempts) {
    return text(attempts);
  }

  String writeClarifications(List<Clarification> clarifications) {
    return text(clarifications);
  }

  String write(ScriptAnalysis analysis) {
    return text(analysis);
  }

  private String text(Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a draft or review cannot be written as JSON", e);
    }
  }

  Draft readDraft(String json) {
    try {
      return draftReader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored draft is damaged", e);
    }
  }

  ScriptAnalysis readAnalysis(String json) {
    try {
      return analysisReader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored review is damaged", e);
    }
  }

  List<Clarification> readClarifications(String json) {
    try {
      return clarificationsReader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the stored answers of a generation are damaged", e);
    }
  }

  List<Attempt> readAttempts(String json) {
    try {
      return attemptsReader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the stored attempts of a generation are damaged", e);
    }
  }
}
