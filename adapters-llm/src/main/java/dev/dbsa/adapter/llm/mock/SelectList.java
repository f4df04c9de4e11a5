package dev.dbsa.adapter.llm.mock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The select list of a query. */
final class SelectList {
  /** Longer names do not fit both servers, once they are told apart by a number. */
  private static final int MAX_ALIAS_BYTES = 60;

  private record Output(String expression, @Nullable String alias) {}

  private final Sql sql;
  private final List<Output> outputs = new ArrayList<>();

  SelectList(Sql sql) {
    this.sql = sql;
  }

  void add(String expression) {
    outputs.add(new Output(expression, null));
  }

  void add(String expression, String alias) {
    outputs.add(new Output(expression, alias));
  }

  boolean contains(String expression) {
    return expressions().contains(expression);
  }

  List<String> expressions() {
    return outputs.stream().map(Output::expression).toList();
  }

  String write() {
    Set<String> taken = new HashSet<>();
    List<String> written = new ArrayList<>();
    for (Output output : outputs) {
      String alias = output.alias();
      if (alias == null) {
        written.add(output.expression());
      } else {
        written.add(output.expression() + " AS " + sql.name(unique(alias, taken)));
      }
    }
    return String.join(", ", written);
  }

  /** Short enough for both servers, and not the same twice. */
  private static String unique(String alias, Set<String> taken) {
    String cut = alias;
    while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_ALIAS_BYTES) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    String candidate = cut;
    for (int n = 2; !taken.add(candidate); n++) {
      candidate = cut + n;
    }
    return candidate;
  }
}
