package dev.dbsa.adapter.cli;

/** From a stored connection to a finished draft: all the requests that it takes, in their order. */
final class DraftFlow {
  private final ApiClient client;
  private final GenerationWatch watch;
  private final Progress progress;

  DraftFlow(ApiClient client, GenerationWatch watch, Progress progress) {
    this.client = client;
    this.watch = watch;
    this.progress = progress;
  }

  /** Goes on until a step does not succeed; the outcome is that of the last step taken. */
  Outcome run(String connectionId, ApiRequest verify, String requestText, String scriptMode) {
    progress.show("1/6 verifying the connection");
    ApiResponse verified = client.send(verify);
    if (!verified.isSuccess() || !verified.text("status").equals("verified")) {
      return new Outcome(verified, false, "the connection could not be verified");
    }
    progress.show("2/6 reading the schema");
    ApiResponse snapshot = client.send(Preset.refresh(connectionId));
    if (!snapshot.isSuccess()) {
      return new Outcome(snapshot, false, "the schema could not be read");
    }
    progress.show("3/6 creating the generation");
    ApiResponse created =
        client.send(
            Preset.create(connectionId, snapshot.text("snapshot_id"), requestText, scriptMode));
    if (!created.isSuccess()) {
      return new Outcome(created, false, "the generation could not be created");
    }
    String id = created.text("generation_id");
    progress.show("4/6 starting generation " + id);
    ApiResponse started = client.send(Preset.execute(id));
    if (!started.isSuccess()) {
      return new Outcome(started, false, "the generation could not be started");
    }
    ApiResponse status =
        watch.untilEnded(
            id, state -> progress.show("5/6 waiting for generation " + id + ": " + state));
    if (!status.isSuccess() || !GenerationWatch.hasEnded(status)) {
      return Outcome.waitedFor(id, status);
    }
    progress.show("6/6 reading the draft");
    ApiResponse detail = client.send(Preset.detail(id));
    boolean completed = detail.isSuccess() && GenerationWatch.isCompleted(status);
    return new Outcome(
        detail, completed, completed ? null : "the generation ended " + status.text("status"));
  }
}
