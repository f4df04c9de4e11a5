package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The requests of the golden files: {@code schema mode request}, one a line. */
record Requested(String schema, ScriptMode mode, String text) {
  private static final MockScriptGenerator GENERATOR = new MockScriptGenerator(new SchemaLinker());

  static List<Requested> all() {
    try (InputStream in = Requested.class.getResourceAsStream("requests.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(p -> new Requested(p[0], ScriptMode.find(p[1]).orElseThrow(), p[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DatabaseSchema schemaIn(Dialect dialect) {
    return Samples.named(schema, dialect);
  }

  static Proposal draft(DatabaseSchema schema, ScriptMode mode, String text) {
    return draft(Samples.snapshot(schema), mode, text);
  }

  static Proposal draft(SchemaSnapshot snapshot, ScriptMode mode, String text) {
    try {
      return GENERATOR.draft(
          new DraftRequest(
              Request.of(new RequestText(text)),
              mode,
              snapshot,
              Knowledge.NONE,
              List.of(),
              Instant.MAX));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return mode.label() + " (" + schema + "): " + text;
  }
}
