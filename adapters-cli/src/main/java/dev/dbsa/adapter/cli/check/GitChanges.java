package dev.dbsa.adapter.cli.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that a branch adds or changes, and those that are not committed yet, as git tells. */
public final class GitChanges {
  private final Path directory;

  /**
   * @param directory in a work tree of git
   */
  public GitChanges(Path directory) {
    this.directory = directory;
  }

  /**
   * The files that differ from where the branch left {@code base}, by their real paths.
   *
   * @throws UnreadableInputException if git cannot tell, with what it says
   */
  public Set<Path> since(String base) {
    requireName(base);
    Path root = root();
    String fork = git("merge-base", base, "HEAD").strip();
    Set<Path> changed = new HashSet<>();
    add(root, git("diff", "--name-only", "--no-ext-diff", "--diff-filter=d", "-z", fork), changed);
    add(
        root,
        git("-C", root.toString(), "ls-files", "--others", "--exclude-standard", "-z"),
        changed);
    return changed;
  }

  /**
   * A file's text at a branch, tag or commit; empty if it is not there.
   *
   * @throws UnreadableInputException if there is no such commit, or git cannot tell
   */
  public Optional<String> contentAt(String commit, Path file) {
    requireName(commit);
    String tree = git("rev-parse", "--verify", "--end-of-options", commit + "^{commit}").strip();
    String path = real(root()).relativize(real(file)).toString().replace('\\', '/');
    return git("ls-tree", "--full-tree", "--name-only", tree, "--", path).isBlank()
        ? Optional.empty()
        : Optional.of(git("show", tree + ":" + path));
  }

  private static void requireName(String commit) {
    if (commit.isBlank() || commit.startsWith("-")) {
      throw new UnreadableInputException("--base must be a branch, a tag or a commit");
    }
  }

  private Path root() {
    return Path.of(git("rev-parse", "--show-toplevel").strip());
  }

  private static void add(Path root, String names, Set<Path> changed) {
    for (String name : names.split("\0")) {
      Path file = root.resolve(name);
      if (!name.isEmpty() && Files.exists(file)) {
        changed.add(real(file));
      }
    }
  }

  /**
   * The path without links, by which files are compared.
   *
   * @throws UnreadableInputException if there is no such file
   */
  public static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new UnreadableInputException("the file " + file + " cannot be read");
    }
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("dbsa-git-", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          String said = Files.readString(errors).strip().lines().findFirst().orElse("");
          throw new UnreadableInputException("--base: " + (said.isEmpty() ? "git failed" : said));
        }
        return answer;
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UnreadableInputException("--base needs git, which cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableInputException("interrupted");
    }
  }
}
