package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.persistence.PackedSnapshotFiles;
import dev.dbsa.adapter.policy.TomlPolicyReader;
import dev.dbsa.adapter.sqlcheck.SqlRuleRegister;
import dev.dbsa.adapter.sqlcheck.SqlScriptHistories;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.port.out.PolicyReader;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.SnapshotFiles;
import dev.dbsa.testing.Shop;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands in-process; time passes only where a command lets it. */
final class CliHarness {
  static final String SECRET = "replace-with-a-long-random-secret";

  final Map<String, String> variables = new HashMap<>();
  final List<Duration> pauses = new ArrayList<>();
  final List<String> serviceCalls = new ArrayList<>();
  final FakeDatabases databases = new FakeDatabases();
  private final Path directory;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private byte[] standardInput = {};
  private boolean terminal;
  private Instant now = Instant.ofEpochSecond(1713772800L);

  CliHarness(Path directory) {
    this.directory = directory;
  }

  CliHarness variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  CliHarness standardInput(String text) {
    standardInput = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  CliHarness onTerminal() {
    terminal = true;
    return this;
  }

  int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return DbsaCli.run(environment(), services(), tools(), arguments);
  }

  /** Runs a command that begins as given. */
  int run(List<String> beginning, String... more) {
    return run(Stream.concat(beginning.stream(), Stream.of(more)).toArray(String[]::new));
  }

  CliEnvironment environment() {
    return new CliEnvironment(
        variables,
        directory,
        new ByteArrayInputStream(standardInput),
        new PrintWriter(out),
        new PrintWriter(err),
        terminal,
        () -> now,
        duration -> {
          pauses.add(duration);
          now = now.plus(duration);
        });
  }

  /** The schema of a shop, as a file. */
  static byte[] shop() {
    return new PackedSnapshotFiles().write(Shop.postgresql(), Instant.EPOCH);
  }

  private OfflineTools tools() {
    return new OfflineTools() {
      @Override
      public ScriptHistories histories(Policy policy) {
        return new SqlScriptHistories(policy);
      }

      @Override
      public PolicyReader policies() {
        return new TomlPolicyReader(rules());
      }

      @Override
      public RuleRegister rules() {
        return new SqlRuleRegister();
      }

      @Override
      public SnapshotFiles snapshotFiles() {
        return new PackedSnapshotFiles();
      }

      @Override
      public SchemaReader schemaReader() {
        return databases;
      }
    };
  }

  private ServiceCommands services() {
    return new ServiceCommands() {
      @Override
      public int serve() {
        serviceCalls.add("serve");
        return 0;
      }

      @Override
      public int migrate() {
        serviceCalls.add("migrate");
        return 4;
      }

      @Override
      public int stamp() {
        serviceCalls.add("stamp");
        return 0;
      }

      @Override
      public int exportStore(Path file) {
        serviceCalls.add("export " + file);
        return 0;
      }

      @Override
      public int importStore(Path file, boolean resume) {
        serviceCalls.add("import " + file + (resume ? " again" : ""));
        return 0;
      }

      @Override
      public int rotateSecrets() {
        serviceCalls.add("rotate-secrets");
        return 1;
      }
    };
  }

  String out() {
    return out.toString();
  }

  /** What is on standard output. */
  JsonNode json() {
    return Json.parse(out().getBytes(StandardCharsets.UTF_8));
  }

  String err() {
    return err.toString();
  }
}
