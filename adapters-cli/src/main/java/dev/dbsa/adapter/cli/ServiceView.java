package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** A running service, and how a command shows what it answers. */
final class ServiceView implements AutoCloseable {
  private static final String CLEAR_SCREEN = "\u001B[H\u001B[2J";

  private final CliEnvironment environment;
  private final ApiClient client;
  private final boolean json;

  ServiceView(CliEnvironment environment, ApiClient client, boolean json) {
    this.environment = environment;
    this.client = client;
    this.json = json;
  }

  ApiClient client() {
    return client;
  }

  ServiceNames names() {
    return new ServiceNames(this);
  }

  /**
   * @throws ServiceRefused if the answer is no success
   * @throws ServiceUnreachable if there is none
   */
  ApiResponse send(ApiRequest request) {
    return successful(client.send(request));
  }

  /** As {@link #send}, and waits where the service says that this was too much at once. */
  ApiResponse patient(ApiRequest request) {
    ApiResponse answer = client.send(request);
    while (answer.isTooSoon()) {
      environment.pause().pass(answer.pause(Duration.ofSeconds(1)));
      answer = client.send(request);
    }
    return successful(answer);
  }

  private static ApiResponse successful(ApiResponse answer) {
    if (!answer.isSuccess()) {
      throw ServiceRefused.of(answer);
    }
    return answer;
  }

  /** As {@link #send}, and shows the answer. */
  ApiResponse ask(ApiRequest request) {
    ApiResponse answer = send(request);
    show(answer.json());
    return answer;
  }

  void show(JsonNode node) {
    if (json) {
      environment.out().println(Json.pretty(node));
    } else {
      new AnswerText(Screen.of(environment)).print(node);
    }
    environment.out().flush();
  }

  /** A sentence for people; nothing where a program reads. */
  void say(String sentence) {
    if (!json) {
      Screen.of(environment).paragraph(0, Ink.PLAIN, sentence);
    }
  }

  /** Shows the answer to a request, and with {@code --watch} every further one that differs. */
  void follow(WatchOptions options, ApiRequest request) {
    follow(options, request, _ -> false);
  }

  /**
   * As {@link #follow(WatchOptions, ApiRequest)}, until an answer is the last.
   *
   * @param isLast whether there is nothing more to wait for
   * @return what was shown last
   */
  JsonNode follow(WatchOptions options, ApiRequest request, Predicate<JsonNode> isLast) {
    Duration interval = options.interval();
    if (!options.isOn()) {
      return ask(request).json();
    }
    Duration pause = Collections.max(List.of(interval, client.minimumPause()));
    JsonNode shown = MissingNode.getInstance();
    while (true) {
      ApiResponse answer = client.send(request);
      if (!answer.isTooSoon()) {
        JsonNode state = successful(answer).json();
        if (!state.equals(shown)) {
          shown = state;
          showAgain(shown);
        }
        if (isLast.test(shown)) {
          return shown;
        }
      }
      try {
        environment.pause().sleep(answer.pause(pause));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return shown;
      }
    }
  }

  private void showAgain(JsonNode node) {
    if (json) {
      // One line each, so that a program can tell them apart.
      environment.out().println(Json.line(node));
      environment.out().flush();
      return;
    }
    if (environment.terminal()) {
      environment.out().print(CLEAR_SCREEN);
    }
    show(node);
  }

  @Override
  public void close() {
    client.close();
  }
}
