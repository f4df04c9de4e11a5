package dev.dbsa.adapter.rest.generations;

import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.Answer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers to questions of a generation. */
@Schema(name = "AnswersRequest", requiredProperties = "answers")
record AnswersRequest(
    @Schema(
            minItems = 1,
            maxItems = Answer.MAX_ANSWERS,
            description = "Not every question needs one; none has two.",
            implementation = AnswersRequest.AnswerItem[].class)
        List<Answer> answers) {

  /** One of them. */
  @Schema(
      name = "Answer",
      requiredProperties = {"question_id", "answer"})
  record AnswerItem(
      @Schema(description = "The question's id.", examples = "q1") String questionId,
      @Schema(
              description = "One of its choices, or anything else; trimmed.",
              minLength = 1,
              maxLength = Answer.MAX_LENGTH,
              examples = "yes")
          String answer) {}

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static AnswersRequest read(JsonBody body) {
    List<Answer> answers = body.objects("answers", 1, Answer.MAX_ANSWERS, AnswersRequest::answer);
    return body.finish(() -> new AnswersRequest(answers));
  }

  private static Answer answer(JsonBody item) {
    String question = item.text("question_id");
    String text = item.text("answer");
    return item.finish(() -> new Answer(question, text));
  }
}
