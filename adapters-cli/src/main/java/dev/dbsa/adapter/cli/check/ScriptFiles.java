package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.policy.PathPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds the files that arguments name, and reads them. */
public final class ScriptFiles {
  /** Far more than people write, and little enough to be read whole. */
  static final int MAX_BYTES = 16 << 20;

  private static final int MAX_SNAPSHOT_BYTES = 256 << 20;

  /** More than any project has. */
  private static final int MOST_FILES = 100_000;

  private static final String STANDARD_INPUT = "-";
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  /** What takes a change back is no part of the history. */
  private static final Pattern BACKWARDS =
      Pattern.compile("(?:.*[._-])?(?:down|undo|rollback)\\.sql|U[0-9][0-9._]*__.*\\.sql");

  private final Path directory;
  private final InputStream standardInput;
  private final String nameOfStandardInput;

  /**
   * @param directory where relative names start from
   * @param nameOfStandardInput how reports call what {@code -} names
   */
  public ScriptFiles(Path directory, InputStream standardInput, String nameOfStandardInput) {
    this.directory = directory;
    this.standardInput = standardInput;
    this.nameOfStandardInput = nameOfStandardInput;
  }

  /**
   * The scripts that the arguments name: files, folders with all scripts below them, patterns, or
   * {@code -} for standard input. In the order of the arguments; what a folder or a pattern stands
   * for is in the order of {@link NaturalOrder}. A file that is named twice is there once.
   *
   * @throws UnreadableInputException if an argument names nothing
   */
  public List<ScriptFile> find(List<String> arguments) {
    Map<String, ScriptFile> found = new LinkedHashMap<>();
    for (String argument : arguments) {
      for (ScriptFile file : find(argument)) {
        found.putIfAbsent(file.name(), file);
      }
      if (found.size() > MOST_FILES) {
        throw new UnreadableInputException("more than " + MOST_FILES + " files");
      }
    }
    return List.copyOf(found.values());
  }

  private List<ScriptFile> find(String argument) {
    if (argument.equals(STANDARD_INPUT)) {
      return List.of(new ScriptFile(nameOfStandardInput, null));
    }
    Path path = resolved(argument);
    if (path != null && Files.isDirectory(path)) {
      List<ScriptFile> files = below(path, ScriptFiles::isForwardScript);
      if (files.isEmpty()) {
        throw new UnreadableInputException("there is no .sql file in the folder " + argument);
      }
      return files;
    }
    if (path != null && Files.exists(path)) {
      return List.of(file(path));
    }
    if (!GLOB.matcher(argument).find()) {
      throw new UnreadableInputException("there is no file " + argument);
    }
    List<ScriptFile> files = matching(argument);
    if (files.isEmpty()) {
      throw new UnreadableInputException("no file matches " + argument);
    }
    return files;
  }

  /** {@code null} where the system has no such names, as for some patterns. */
  private @Nullable Path resolved(String argument) {
    try {
      return directory.resolve(argument);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private List<ScriptFile> matching(String pattern) {
    String slashed = pattern.replace('\\', '/');
    var glob = GLOB.matcher(slashed);
    int fixed = glob.find() ? slashed.lastIndexOf('/', glob.start()) : -1;
    Path start = directory.resolve(fixed < 0 ? "" : fixed == 0 ? "/" : slashed.substring(0, fixed));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    String rest = slashed.substring(fixed + 1);
    PathPattern wanted;
    try {
      wanted = PathPattern.of(rest);
    } catch (PatternSyntaxException e) {
      throw new UnreadableInputException(pattern + " is no pattern: " + e.getDescription());
    }
    return below(start, path -> wanted.matches(start.relativize(path)));
  }

  private static boolean isForwardScript(Path path) {
    String name = path.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".sql") && !BACKWARDS.matcher(name).matches();
  }

  /** Without hidden folders, and without following links, which may lead in circles. */
  private List<ScriptFile> below(Path folder, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              boolean hidden =
                  !path.equals(folder) && path.getFileName().toString().startsWith(".");
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (!Files.isDirectory(path) && wanted.test(path)) {
                found.add(path);
              }
              return found.size() > MOST_FILES
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableInputException("the folder " + name(folder) + " cannot be read");
    }
    return found.stream()
        .map(this::file)
        .sorted((a, b) -> NaturalOrder.OF_SCRIPTS.compare(a.name(), b.name()))
        .toList();
  }

  private ScriptFile file(Path path) {
    return new ScriptFile(name(path), path);
  }

  private String name(Path path) {
    Path home = directory.toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    Path shown = whole.startsWith(home) ? home.relativize(whole) : whole;
    String name = shown.toString().replace('\\', '/');
    return name.isEmpty() ? "." : name;
  }

  /**
   * A script as it was read.
   *
   * @param text without a byte order mark
   * @param sha256 of its bytes, in lower-case hex
   */
  public record Whole(String text, String sha256) {}

  /**
   * The text of a script, without a byte order mark.
   *
   * @throws UnreadableInputException if it cannot be read, is too large or is no UTF-8 text
   */
  public String read(ScriptFile file) {
    return readWhole(file).text();
  }

  /**
   * As {@link #read}, with its hash.
   *
   * @throws UnreadableInputException if it cannot be read, is too large or is no UTF-8 text
   */
  public Whole readWhole(ScriptFile file) {
    Path path = file.path();
    byte[] bytes =
        bytes(
            file.name(),
            () -> path == null ? standardInput : Files.newInputStream(path),
            MAX_BYTES);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new UnreadableInputException("the file " + file.name() + " is no text");
      }
      return new Whole(text.startsWith("\uFEFF") ? text.substring(1) : text, Sha256.hex(bytes));
    } catch (CharacterCodingException e) {
      throw new UnreadableInputException("the file " + file.name() + " is not UTF-8 text");
    }
  }

  /**
   * A file that is no script, such as a snapshot.
   *
   * @throws UnreadableInputException if it cannot be read or is too large
   */
  public byte[] bytes(String name) {
    return bytes(name, () -> Files.newInputStream(directory.resolve(name)), MAX_SNAPSHOT_BYTES);
  }

  private static byte[] bytes(String name, Opening opening, int most) {
    try (InputStream in = opening.open()) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new UnreadableInputException(
            "the file " + name + " is larger than " + (most >> 20) + " MiB");
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new UnreadableInputException("the file " + name + " cannot be read");
    }
  }

  private interface Opening {
    InputStream open() throws IOException;
  }
}
