package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.adapter.cli.check.ScriptFiles;
import dev.dbsa.adapter.cli.passport.Envelope;
import dev.dbsa.adapter.cli.passport.Passport;
import dev.dbsa.adapter.cli.passport.SigningKeys;
import dev.dbsa.adapter.cli.passport.UnusablePassport;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.cli.text.Printable;
import dev.dbsa.domain.digest.Sha256;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a passport against what is to run, without a service. */
@Command(
    name = "verify",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Verify that scripts were checked, and maybe reviewed, before they run",
    description = {
      "Reads a passport that dbsa check --sign wrote: its signature, and whether it speaks of these"
          + " very scripts. No service and no network is needed."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa verify dbsa-passport.json --key team.pub migrations/V7__orders.sql",
      "  dbsa verify dbsa-passport.json --key team.pub --require-review --max-age 2d change.sql"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the passport does",
      "1:it does not; standard error says why",
      "2:wrong usage, or a file that cannot be read"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,6})([smhd])");

  private final CliEnvironment environment;

  @Parameters(index = "0", paramLabel = "PASSPORT", description = "The file to verify.")
  private String passport = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "The scripts that are to run: each must be one that was checked.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY_FILE",
      description = "A public Ed25519 key (PEM) that is trusted; repeatable.")
  private List<String> keyFiles = new ArrayList<>();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "The scripts must have been checked against this snapshot file.")
  private @Nullable String snapshot;

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      description = "How old the check may be: a number and s, m, h or d, such as 12h.")
  private @Nullable String maxAge;

  @Option(
      names = "--require-review",
      description = "A person must have accepted or edited the script.")
  private boolean requireReview;

  @Option(names = "--print", description = "Print what the passport says, as JSON.")
  private boolean print;

  @Mixin private HelpOptions help = new HelpOptions();

  VerifyCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TextFiles texts = new TextFiles(environment);
    if (keyFiles.isEmpty()) {
      throw new UsageException("--key is missing: whose signature is trusted");
    }
    List<PublicKey> keys = keyFiles.stream().map(name -> key(texts, name)).toList();
    Passport.Demands demands = demands();
    byte[] file = texts.bytes("PASSPORT", passport);
    List<String> shortcomings;
    try {
      JsonNode payload = Envelope.open(file, keys);
      if (print) {
        environment.out().println(Json.pretty(payload));
      }
      shortcomings = Passport.shortcomings(payload, demands, environment.clock().instant());
    } catch (UnusablePassport e) {
      shortcomings = List.of("the file " + e.getMessage());
    }
    for (String shortcoming : shortcomings) {
      environment.err().println("dbsa verify: " + passport + ": " + Printable.text(shortcoming));
    }
    environment.err().flush();
    environment.out().flush();
    return shortcomings.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static PublicKey key(TextFiles texts, String name) {
    try {
      return SigningKeys.publicKey(texts.bytes("--key", name));
    } catch (UnusablePassport e) {
      throw new UsageException("--key: the file " + name + " " + e.getMessage());
    }
  }

  private Passport.Demands demands() {
    ScriptFiles files = new ScriptFiles(environment.directory(), environment.in(), "stdin.sql");
    Map<String, String> hashes = new LinkedHashMap<>();
    for (ScriptFile script : files.find(arguments)) {
      hashes.put(script.name(), files.readWhole(script).sha256());
    }
    return new Passport.Demands(
        hashes,
        snapshot == null ? null : Sha256.hex(files.bytes(snapshot)),
        maxAge == null ? null : age(maxAge),
        requireReview);
  }

  private static Duration age(String text) {
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--max-age must be a number and s, m, h or d, such as 12h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
