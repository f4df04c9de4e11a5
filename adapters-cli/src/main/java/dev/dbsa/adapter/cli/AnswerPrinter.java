package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.cli.text.Printable;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows the outcome of a call on standard output, and what is said about it on standard error. */
final class AnswerPrinter {
  private final CliEnvironment environment;
  private final @Nullable String output;

  /**
   * @param output {@code json}, {@code text}, or {@code null} for the status before the JSON body
   */
  AnswerPrinter(CliEnvironment environment, @Nullable String output) {
    this.environment = environment;
    this.output = output;
  }

  void print(Outcome outcome) {
    ApiResponse answer = outcome.answer();
    boolean bodyOnly = "json".equals(output);
    PrintWriter out = environment.out();
    (bodyOnly ? environment.err() : out).println("HTTP " + answer.status());
    if (answer.isJson() && "text".equals(output)) {
      new AnswerText(Screen.of(environment)).print(answer.json());
    } else if (answer.isJson()) {
      out.println(Json.pretty(answer.json()));
    } else if (answer.body().length > 0) {
      out.println(Printable.text(answer.bodyText()).stripTrailing());
    }
    out.flush();
    if (outcome.note() != null) {
      environment.err().println(outcome.note());
    }
    environment.err().flush();
  }
}
