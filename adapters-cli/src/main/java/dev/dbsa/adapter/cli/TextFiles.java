package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what flags name: a file, or standard input where the name is {@code -}. Standard input can
 * be read for one flag only.
 */
final class TextFiles {
  /** More than the service takes, so that it is the service that says what it takes. */
  private static final int MAX_BYTES = 8 << 20;

  private final Path directory;
  private final InputStream standardInput;
  private @Nullable String readerOfStandardInput;

  TextFiles(CliEnvironment environment) {
    this.directory = environment.directory();
    this.standardInput = environment.in();
  }

  /**
   * @param origin the flag or variable that names the file, for messages
   * @throws UsageException if the file cannot be read or is too large
   */
  byte[] bytes(String origin, String name) {
    if (name.equals("-")) {
      return standardInput(origin);
    }
    try (InputStream in = Files.newInputStream(directory.resolve(name))) {
      return bounded(origin, in);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(origin + ": the file " + name + " cannot be read");
    }
  }

  /** As {@link #bytes}, for text that must not be blank. */
  String text(String origin, String name) {
    String text = decoded(origin, bytes(origin, name));
    if (text.isBlank()) {
      throw new UsageException(origin + ": " + described(name) + " is empty or blank");
    }
    return text;
  }

  /** As {@link #text}; one line break at the end is not part of the secret. */
  Secret secret(String origin, String name) {
    return Secret.of(text(origin, name).replaceFirst("\\r?\\n\\z", ""));
  }

  private byte[] standardInput(String origin) {
    if (readerOfStandardInput != null) {
      throw new UsageException(
          "standard input cannot be read for both " + readerOfStandardInput + " and " + origin);
    }
    readerOfStandardInput = origin;
    try {
      return bounded(origin, standardInput);
    } catch (IOException e) {
      throw new UsageException(origin + ": standard input cannot be read");
    }
  }

  private static byte[] bounded(String origin, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UsageException(origin + ": more than 8 MiB");
    }
    return bytes;
  }

  private static String decoded(String origin, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UsageException(origin + ": not UTF-8 text");
    }
  }

  private static String described(String name) {
    return name.equals("-") ? "standard input" : "the file " + name;
  }
}
