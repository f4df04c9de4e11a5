package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.CheckRun;
import dev.dbsa.adapter.cli.check.GitChanges;
import dev.dbsa.adapter.cli.check.Reports;
import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.adapter.cli.check.ScriptFiles;
import dev.dbsa.adapter.cli.check.Threshold;
import dev.dbsa.adapter.cli.check.Verdicts;
import dev.dbsa.adapter.cli.passport.Passport;
import dev.dbsa.port.out.ScriptHistory;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scripts without a service. */
@Command(
    name = "check",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Check scripts, without a service",
    description = {
      "Reads scripts and tells what the server would refuse, what is slow and what is risky. Nothing"
          + " is run, and nothing leaves this machine. Several files are one history: each finds the"
          + " schema as those before it leave it.",
      "Without --snapshot, --schema or --new-database nothing is known of the schema that the first file finds:"
          + " names that no file speaks of are not looked up."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa check --dialect postgresql --new-database migrations/",
      "  dbsa check --dialect mysql --schema schema.sql change.sql",
      "  dbsa check --snapshot production.dbsa-snapshot change.sql",
      "  dbsa check --snapshot https://dbsa.example.org/api/connections/shop change.sql",
      "  dbsa check --dialect postgresql --output sarif --fail-on risk:high 'db/**/*.sql' > dbsa.sarif"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing fails",
      "1:something fails, by --fail-on",
      "2:wrong usage, or a file or a snapshot that cannot be read",
      "3:what has the --snapshot could not be reached"
    })
final class CheckCommand implements Callable<Integer> {
  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Scripts in their order; a folder stands for the .sql files below it, a pattern such as"
              + " 'db/**/*.sql' for those that match, - for standard input.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private StartOptions start = new StartOptions();

  @Mixin private PolicyOptions policies = new PolicyOptions();

  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "Report only on files that differ from where this git branch left REF, such as"
              + " origin/main; the others are still part of the history.")
  private @Nullable String base;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      completionCandidates = Choices.CheckOutputs.class,
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private String output = Reports.TEXT.label();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      completionCandidates = Choices.Thresholds.class,
      description =
          "What makes the exit code 1: ${COMPLETION-CANDIDATES}; repeatable. Graver things fail too."
              + " Default: error.")
  private List<String> failOn = new ArrayList<>();

  @Option(
      names = "--stdin-filename",
      paramLabel = "NAME",
      description = "What reports call standard input. Default: stdin.sql.")
  private String nameOfStandardInput = "stdin.sql";

  @Mixin private SignOptions signing = new SignOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  CheckCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    Threshold threshold = threshold();
    Reports form =
        Reports.find(Choices.checked("--output", output, new Choices.CheckOutputs())).orElseThrow();
    if (arguments.isEmpty()) {
      throw new UsageException("no file is named; - means standard input");
    }
    PrivateKey key = signing.key(new TextFiles(environment));
    ScriptFiles files =
        new ScriptFiles(environment.directory(), environment.in(), nameOfStandardInput);
    List<ScriptFile> scripts = files.find(arguments);
    FoundPolicy policy = policies.find(environment, tools.policies());
    StartOptions.Start begin = start.read(environment, files, tools.snapshotFiles());
    ScriptHistory history = begin.begin(tools.histories(policy.policy()));
    Reports.Target target =
        new Reports.Target(
            environment.out(),
            environment.colours(),
            Version.number(),
            policy.name(),
            tools::rules);
    try (Progress progress = new Progress(environment)) {
      CheckRun run =
          new CheckRun(
              files,
              history,
              script -> policy.pathOf(script, environment.directory()),
              threshold,
              form,
              target);
      boolean passes =
          run.run(
              scripts,
              reported(),
              (done, name) -> progress.show("checking " + (done + 1) + "/" + scripts.size()));
      if (key != null) {
        Passport passport = passport(begin, policy, run.verdicts(), passes);
        review(passport, files, scripts);
        signing.write(environment, passport, key);
      }
      return passes ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private Passport passport(
      StartOptions.Start begin, FoundPolicy policy, Verdicts verdicts, boolean passes) {
    Instant now = environment.clock().instant();
    return new Passport(Version.number(), now)
        .rules(tools.rules())
        .policy(policy.name(), policy.sha256())
        .engine(begin.server().product(), begin.server().version())
        .snapshot(begin.snapshot(), begin.readAt(), now)
        .verdict(failOn.isEmpty() ? List.of("error") : failOn, passes, verdicts.files());
  }

  private void review(Passport passport, ScriptFiles files, List<ScriptFile> scripts) {
    String id = signing.review();
    if (id == null) {
      return;
    }
    if (scripts.size() != 1 || scripts.getFirst().path() == null) {
      throw new UsageException("--review is about one file");
    }
    try (ServiceView view = start.service(environment)) {
      SignOptions.addReview(passport, view, id, files.read(scripts.getFirst()));
    }
  }

  private Predicate<ScriptFile> reported() {
    if (base == null) {
      return _ -> true;
    }
    Set<Path> changed = new GitChanges(environment.directory()).since(base);
    return script -> {
      Path path = script.path();
      return path == null || changed.contains(GitChanges.real(path));
    };
  }

  private Threshold threshold() {
    Threshold threshold = null;
    for (String word : failOn) {
      Threshold one =
          Threshold.of(Choices.checked("--fail-on", word, new Choices.Thresholds())).orElseThrow();
      threshold = threshold == null ? one : threshold.or(one);
    }
    return threshold == null ? Threshold.ERRORS : threshold;
  }
}
