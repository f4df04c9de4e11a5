package dev.dbsa.domain.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a team may want to be named in a certain way. */
public enum NamedThing {
  TABLES("a table"),
  COLUMNS("a column"),
  INDEXES("an index"),
  CONSTRAINTS("a constraint");

  private final String one;

  NamedThing(String one) {
    this.one = one;
  }

  /** One of them, for people: {@code a table}. */
  public String withArticle() {
    return one;
  }

  /** As policies write it: {@code tables}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(NamedThing::label).toList();
  }
}
