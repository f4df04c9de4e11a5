package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.Identifiers;
import java.util.HashSet;
import java.util.Set;

/** Short names for the tables of one query, each of them once. */
final class Aliases {
  private final Sql sql;
  private final Set<String> taken = new HashSet<>();

  Aliases(Sql sql) {
    this.sql = sql;
  }

  /** The initials of the name's words; t where they would mean something else. */
  String of(Relation relation) {
    StringBuilder initials = new StringBuilder();
    for (String word : Words.split(relation.name().name())) {
      String fold = Words.fold(word);
      char c = fold.isEmpty() ? '_' : fold.charAt(0);
      if (c >= 'a' && c <= 'z' && initials.length() < 4) {
        initials.append(c);
      }
    }
    String alias = initials.isEmpty() ? "t" : initials.toString();
    if (Identifiers.isReserved(sql.dialect(), alias)) {
      alias = "t";
    }
    String unique = alias;
    for (int n = 2; !taken.add(unique); n++) {
      unique = alias + n;
    }
    return unique;
  }
}
