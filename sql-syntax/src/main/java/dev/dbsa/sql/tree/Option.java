package dev.dbsa.sql.tree;

import java.util.List;

/**
 * A setting with a name, such as {@code fillfactor = 70} or {@code ENGINE = InnoDB}.
 *
 * @param name in lower case with single blanks where it is not quoted; PostgreSQL's namespace with
 *     a dot
 * @param values the texts of the values, without quotes; empty where the name says it all
 * @param valuesAt where they stand
 */
public record Option(int at, String name, List<String> values, List<Integer> valuesAt) {

  /** The only value; empty where there is none or there are several. */
  public String value() {
    return values.size() == 1 ? values.getFirst() : "";
  }
}
