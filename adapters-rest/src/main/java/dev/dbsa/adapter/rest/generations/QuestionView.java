package dev.dbsa.adapter.rest.generations;

import dev.dbsa.domain.generation.Question;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that has to be known before the script can be right. */
@Schema(name = "Question")
record QuestionView(
    @Schema(description = "To be named with the answer.", examples = "q1") String id,
    @Schema(examples = "Should canceled orders be left out?") String text,
    @Schema(description = "Likely answers; empty where none are known.") List<String> choices) {

  static List<QuestionView> of(List<Question> questions) {
    return questions.stream().map(q -> new QuestionView(q.id(), q.text(), q.choices())).toList();
  }
}
