package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.UnreadableInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code dbsa}. */
public final class DbsaCli {
  private DbsaCli() {}

  /**
   * Runs one command to its end.
   *
   * @param service what {@code serve}, {@code migrate}, {@code stamp} and {@code rotate-secrets}
   *     call
   * @param tools what commands use that work without the service
   * @return the exit code of the process
   */
  public static int run(
      CliEnvironment environment,
      ServiceCommands service,
      OfflineTools tools,
      String... arguments) {
    Map<String, Supplier<Object>> commands = commands(environment, service, tools);
    CommandLine dbsa = new CommandLine(new DbsaCommand());
    // To know all commands takes longer than what most of them do.
    @Nullable Supplier<Object> only = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (only != null) {
      dbsa.addSubcommand(only.get());
    } else {
      commands.values().forEach(command -> dbsa.addSubcommand(command.get()));
      dbsa.addSubcommand(new AutoComplete.GenerateCompletion());
    }
    return configured(dbsa, environment).execute(arguments);
  }

  /** The commands by their names, in the order of the help. */
  private static Map<String, Supplier<Object>> commands(
      CliEnvironment environment, ServiceCommands service, OfflineTools tools) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("demo", () -> new DemoCommand(environment, null, SelfCommand.find()));
    commands.put("check", () -> new CheckCommand(environment, tools));
    commands.put("explain", () -> new ExplainCommand(environment, tools));
    commands.put("snapshot", () -> SnapshotCommand.commands(environment, tools));
    commands.put("verify", () -> new VerifyCommand(environment));
    commands.put("policy", () -> PolicyCommand.commands(environment, tools));
    commands.put("draft", () -> new DraftCommand(environment));
    commands.put("connections", () -> new ConnectionsCommand(environment));
    commands.put("snapshots", () -> new SnapshotsCommand(environment));
    commands.put("history", () -> new HistoryCommand(environment));
    commands.put("mcp", () -> new McpCommand(environment));
    commands.put("serve", () -> new ServeCommand(service));
    commands.put("migrate", () -> new MigrateCommand(service));
    commands.put("stamp", () -> new StampCommand(service));
    commands.put("export", () -> new ExportCommand(service));
    commands.put("import", () -> new ImportCommand(service));
    commands.put("rotate-secrets", () -> new RotateSecretsCommand(service));
    commands.put("sign-request", () -> new SignRequestCommand(environment));
    commands.put("call-api", () -> new CallApiCommand(environment));
    commands.put("generate-key", () -> new GenerateKeyCommand(environment));
    return commands;
  }

  /**
   * Runs the command {@code demo} with a database that it starts itself.
   *
   * @param serviceCommand what runs {@code dbsa}, as a program and its arguments
   * @param arguments of the command {@code demo}
   * @return the exit code of the process
   */
  public static int runDemo(
      CliEnvironment environment,
      DemoDatabase database,
      List<String> serviceCommand,
      String... arguments) {
    CommandLine dbsa =
        new CommandLine(new DbsaCommand())
            .addSubcommand(new DemoCommand(environment, database, serviceCommand));
    String[] whole = new String[arguments.length + 1];
    whole[0] = "demo";
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    return configured(dbsa, environment).execute(whole);
  }

  private static CommandLine configured(CommandLine commands, CliEnvironment environment) {
    return commands
        .setOut(environment.out())
        .setErr(environment.err())
        // An argument means what it says: no files behind @, no options hidden in a value.
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(DbsaCli::refuse)
        .setExecutionExceptionHandler(DbsaCli::explain);
  }

  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    wrongUsage(command, message(e));
    return ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    return switch (e) {
      case UsageException _, UnreadableInputException _ -> {
        wrongUsage(command, String.valueOf(e.getMessage()));
        yield ExitCode.USAGE;
      }
      case ServiceUnreachable gone -> {
        print(command, String.valueOf(gone.getMessage()));
        yield ExitCode.UNREACHABLE;
      }
      case ServiceRefused refused -> {
        print(command, String.valueOf(refused.getMessage()));
        yield ExitCode.REFUSED;
      }
      default -> {
        print(command, "unexpected failure: " + e);
        yield ExitCode.REFUSED;
      }
    };
  }

  private static void wrongUsage(CommandLine command, String message) {
    String name = command.getCommandSpec().qualifiedName();
    print(command, message);
    command.getErr().println("Try '" + name + " --help'.");
    command.getErr().flush();
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
    command.getErr().flush();
  }

  /** What stands where a command should, if it looks like one; no secret stands there. */
  private static @Nullable String unknownCommand(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    boolean none = unmatched.getCommandLine().getCommandSpec().parent() == null;
    return none && first.matches("[A-Za-z][A-Za-z-]{0,30}") ? first : null;
  }

  /**
   * Picocli quotes arguments that it does not know: what follows a mistyped flag may be a secret.
   */
  private static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    List<String> flags =
        unmatched.getUnmatched().stream()
            .filter(argument -> argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("[=:].*", ""))
            .toList();
    String unknown = unknownCommand(unmatched);
    String message =
        unknown != null
            ? "there is no command " + unknown
            : flags.isEmpty()
                ? "unexpected argument"
                : "unknown option " + String.join(", ", flags);
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty()
        ? message
        : message + "; did you mean " + String.join(" or ", suggestions) + "?";
  }
}
