package dev.dbsa.adapter.rest.glossary;

import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.port.in.ManageGlossary.TeamWords;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the words of a team mean in a database. */
@Schema(name = "Glossary")
record GlossaryView(
    @Schema(description = "Those of this connection.") List<TermView> terms,
    @Schema(description = "Those for all databases, as far as terms does not say otherwise.")
        List<TermView> shared,
    @Schema(description = "Terms that mean nothing in the newest snapshot.")
        List<UnknownTerm> unknown) {

  /** A term that names something that is not there. */
  @Schema(name = "UnknownTerm")
  record UnknownTerm(
      @Schema(examples = "turnover") String word,
      @Schema(examples = "orders has no column total") String reason) {}

  static GlossaryView of(TeamWords words) {
    return new GlossaryView(
        terms(words.own()),
        terms(words.shared()),
        words.unknown().stream().map(u -> new UnknownTerm(u.term().word(), u.reason())).toList());
  }

  private static List<TermView> terms(Glossary glossary) {
    return glossary.terms().stream().map(TermView::of).toList();
  }
}
