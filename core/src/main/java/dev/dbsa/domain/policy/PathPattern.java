package dev.dbsa.domain.policy;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of relative paths with slashes, as shells read it: {@code *} within a folder, {@code
 * **} over any number of folders, none included.
 */
public final class PathPattern {
  private final String text;
  private final List<PathMatcher> matchers = new ArrayList<>();

  private PathPattern(String text) {
    this.text = text;
    for (String form : List.of(text, text.replace("**/", ""))) {
      matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + form));
    }
  }

  /**
   * @throws PatternSyntaxException if it is none
   */
  public static PathPattern of(String text) {
    return new PathPattern(text);
  }

  public boolean matches(Path path) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  /**
   * @param path with slashes; one that the system has no such names for matches nothing
   */
  public boolean matches(String path) {
    try {
      return matches(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
