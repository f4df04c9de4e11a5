package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.lex.NameBytes;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Relations that PostgreSQL looks up by a text, as in {@code 'app.orders'::regclass}. */
final class RelationText {
  /** A name with at most one schema, each part plain or quoted. */
  static final Pattern PLAIN_NAME =
      Pattern.compile(
          "(?:[A-Za-z_][A-Za-z0-9_]*|\"[^\".]+\")(?:\\.(?:[A-Za-z_][A-Za-z0-9_]*|\"[^\".]+\"))?");

  private RelationText() {}

  /** The parts of a plain name, folded as the server does it. */
  static List<Name> parts(int at, String text) {
    List<Name> name = new ArrayList<>(2);
    for (String part : text.split("\\.")) {
      boolean quoted = part.startsWith("\"");
      String bare = quoted ? part.substring(1, part.length() - 1) : part.toLowerCase(Locale.ROOT);
      name.add(new Name(at, NameBytes.cut(bare), quoted));
    }
    return name;
  }

  /** Reports a text that names no relation of any kind. */
  static void check(int at, String text, SchemaState schema, Reporter reporter) {
    if (!PLAIN_NAME.matcher(text).matches()) {
      return;
    }
    List<Name> name = parts(at, text);
    Lookup found = schema.find(name);
    boolean missing = found instanceof Lookup.NoTable || found instanceof Lookup.NoSchema;
    if (missing && !mayBe(name, schema)) {
      SchemaNames.unknownTable(schema, name, found, Severity.ERROR, reporter);
    }
  }

  /** Whether it may be anything but a table or view. */
  private static boolean mayBe(List<Name> name, SchemaState schema) {
    String last = name.getLast().text();
    boolean system =
        last.startsWith("pg_") || name.size() > 1 && schema.isSystemSchema(name.getFirst().text());
    if (system
        || !schema.isFollowed()
        || !schema.isSureOfNames()
        || schema.hasFoldedPartitions()
        || schema.sequence(name).isPresent()
        || schema.type(name).isPresent()) {
      return true;
    }
    List<String> homes = name.size() > 1 ? List.of(name.getFirst().text()) : schema.searchPath();
    return homes.stream().map(h -> schema.ownerOfIndex(h, last)).anyMatch(Optional::isPresent);
  }
}
