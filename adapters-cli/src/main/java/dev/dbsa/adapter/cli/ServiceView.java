package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A running service, and how a command shows what it answers. */
final class ServiceView implements AutoCloseable {
  private static final String CLEAR_SCREEN = "\u001B[H\u001B[2J";
  private static final int TOO_MANY_REQUESTS = 429;

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
    ApiResponse answer = client.send(request);
    if (!answer.isSuccess()) {
      throw ServiceRefused.of(answer);
    }
    return answer;
  }

  /** As {@link #send}, and waits where the service says that this was too much at once. */
  ApiResponse patient(ApiRequest request) {
    while (true) {
      ApiResponse answer = client.send(request);
      if (answer.isSuccess()) {
        return answer;
      }
      if (answer.status() != TOO_MANY_REQUESTS) {
        throw ServiceRefused.of(answer);
      }
      try {
        environment.pause().sleep(Duration.ofSeconds(Math.max(1, answer.retryAfter().orElse(1))));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServiceUnreachable("interrupted", e);
      }
    }
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

  /**
   * Shows the answer to a request, and with {@code --watch} every further one that differs, until
   * one is the last.
   *
   * @param isLast whether there is nothing more to wait for
   * @return what was shown last
   */
  JsonNode follow(WatchOptions options, Supplier<ApiRequest> request, Predicate<JsonNode> isLast) {
    Duration interval = options.interval();
    if (!options.isOn()) {
      return ask(request.get()).json();
    }
    Duration pause =
        interval.compareTo(client.minimumPause()) > 0 ? interval : client.minimumPause();
    JsonNode shown = MissingNode.getInstance();
    while (true) {
      ApiResponse answer = client.send(request.get());
      Duration wished = Duration.ofSeconds(answer.retryAfter().orElse(0));
      if (answer.status() != TOO_MANY_REQUESTS) {
        if (!answer.isSuccess()) {
          throw ServiceRefused.of(answer);
        }
        if (!answer.json().equals(shown)) {
          shown = answer.json();
          showAgain(shown);
        }
        if (isLast.test(shown)) {
          return shown;
        }
      }
      try {
        environment.pause().sleep(wished.compareTo(pause) > 0 ? wished : pause);
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
