package dev.dbsa.adapter.cli.check;

import dev.dbsa.port.out.ScriptHistory;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One check of scripts that follow one another. */
public final class CheckRun {
  private final ScriptFiles files;
  private final ScriptHistory history;
  private final Function<ScriptFile, @Nullable String> paths;
  private final Threshold threshold;
  private final Report report;
  private final Verdicts verdicts = new Verdicts();

  /**
   * @param paths of the scripts as a policy sees them; {@code null} for one that it says nothing of
   */
  public CheckRun(
      ScriptFiles files,
      ScriptHistory history,
      Function<ScriptFile, @Nullable String> paths,
      Threshold threshold,
      Reports form,
      Reports.Target target) {
    this.files = files;
    this.history = history;
    this.paths = paths;
    this.threshold = threshold;
    this.report = form.to(target);
  }

  /**
   * Checks the scripts in their order and reports on those that are asked for; the others are only
   * carried out, so that later ones find what they make.
   *
   * @param reported which scripts are reported on, and can make the check fail
   * @param progress told of the number of scripts before each, and of its name
   * @return whether nothing makes the check fail
   * @throws UnreadableInputException if a script cannot be read
   */
  public boolean run(
      List<ScriptFile> scripts,
      Predicate<ScriptFile> reported,
      BiConsumer<Integer, String> progress) {
    Tally tally = new Tally();
    int done = 0;
    for (ScriptFile script : scripts) {
      progress.accept(done++, script.name());
      ScriptFiles.Whole whole = files.readWhole(script);
      String text = whole.text();
      if (!reported.test(script)) {
        history.next(text);
        continue;
      }
      Checked checked =
          Checked.of(script, text, history.next(text, paths.apply(script)), threshold);
      tally.add(checked);
      verdicts.add(checked, whole.sha256());
      report.script(checked);
    }
    report.end(tally);
    return tally.failed() == 0;
  }

  /** What was found about the scripts that were reported on, in short. */
  public Verdicts verdicts() {
    return verdicts;
  }
}
