package dev.dbsa.app;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a person does in a shell: a launcher, a working directory, an environment. */
record Launcher(Path directory, Map<String, String> variables, String standardInput) {
  private static final long SECONDS = 120;

  /** What came of a command. */
  record Finished(int exitCode, String out, String err) {
    JsonPath json() {
      return JsonPath.from(out);
    }
  }

  static Launcher in(Path directory) {
    return new Launcher(directory, Map.of(), "");
  }

  Launcher with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Launcher(directory, more, standardInput);
  }

  Launcher reading(String text) {
    return new Launcher(directory, variables, text);
  }

  Finished callApi(String... arguments) throws Exception {
    return run("dbsa-call-api", arguments);
  }

  Finished preset(String name, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 4];
    all[0] = "--preset";
    all[1] = name;
    all[2] = "--output";
    all[3] = "json";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return run("dbsa-call-api", all);
  }

  Finished run(String launcher, String... arguments) throws Exception {
    // To files: a pipe that nobody reads would stop the program.
    Path out = Files.createTempFile("dbsa-out-", ".txt");
    Path err = Files.createTempFile("dbsa-err-", ".txt");
    try {
      Process process =
          LauncherProcess.launcher(launcher, List.of(arguments), directory, variables)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(standardInput.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended without reading.
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(launcher + " did not end: " + Files.readString(err));
      }
      return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
