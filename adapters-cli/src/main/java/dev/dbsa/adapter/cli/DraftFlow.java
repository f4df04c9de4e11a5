package dev.dbsa.adapter.cli;

/**
 * From a stored connection to a finished draft: all the requests that it takes, in their order.
 * Each way goes on until a step does not succeed; the outcome is that of the last step taken.
 */
final class DraftFlow {
  private final ApiClient client;
  private final GenerationWatch watch;
  private final Progress progress;
  private final int steps;
  private final boolean waits;
  private int step;

  /**
   * @param steps how many the way has to its end, to tell a person
   * @param waits whether it goes on to the end, or only until the draft is started
   */
  DraftFlow(ApiClient client, GenerationWatch watch, Progress progress, int steps, boolean waits) {
    this.client = client;
    this.watch = watch;
    this.progress = progress;
    this.steps = steps;
    this.waits = waits;
  }

  /** By way of a verification: 6 steps. */
  Outcome verified(String connectionId, ApiRequest verify, String requestText, String scriptMode) {
    say("verifying the connection");
    ApiResponse verified = client.send(verify);
    if (!verified.isSuccess() || !verified.text("status").equals("verified")) {
      return new Outcome(verified, false, "the connection could not be verified");
    }
    return onFreshSchema(connectionId, requestText, scriptMode);
  }

  /** On the schema as it is now: 5 steps. */
  Outcome onFreshSchema(String connectionId, String requestText, String scriptMode) {
    say("reading the schema");
    ApiResponse snapshot = client.send(Preset.refresh(connectionId));
    if (!snapshot.isSuccess()) {
      return new Outcome(snapshot, false, "the schema could not be read");
    }
    return created(
        Preset.create(connectionId, snapshot.text("snapshot_id"), requestText, scriptMode));
  }

  /**
   * From a request that makes a generation: 4 steps.
   *
   * @param create of a new request, or of answers to questions
   */
  Outcome created(ApiRequest create) {
    Outcome started = started(create);
    if (!started.reached() || !waits) {
      return started;
    }
    String id = started.answer().text("generation_id");
    ApiResponse status =
        watch.untilEnded(
            id, state -> progress.show(label("waiting for generation " + id + ": " + state)));
    step++;
    if (!status.isSuccess() || !GenerationWatch.hasEnded(status)) {
      return Outcome.waitedFor(id, status);
    }
    say("reading the draft");
    ApiResponse detail = client.send(Preset.detail(id));
    boolean completed = detail.isSuccess() && GenerationWatch.isCompleted(status);
    return new Outcome(
        detail, completed, completed ? null : "the generation ended " + status.text("status"));
  }

  private Outcome started(ApiRequest create) {
    say("creating the generation");
    ApiResponse created = client.send(create);
    if (!created.isSuccess()) {
      return new Outcome(created, false, "the generation could not be created");
    }
    String id = created.text("generation_id");
    say("starting generation " + id);
    ApiResponse started = client.send(Preset.execute(id));
    return started.isSuccess()
        ? new Outcome(started, true, null)
        : new Outcome(started, false, "the generation could not be started");
  }

  private void say(String what) {
    progress.show(label(what));
    step++;
  }

  private String label(String what) {
    return (step + 1) + "/" + steps + " " + what;
  }
}
