package dev.dbsa.adapter.llm.model;

import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.script.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that refused scripts and their findings speak of: a model can only correct a column of
 * a table that it sees.
 */
final class MentionedTables {
  private static final int MAX_TABLES = 30;

  /** Longer scripts are looked through in their first part only. */
  private static final int MAX_CHARACTERS = 50_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,127}");

  private MentionedTables() {}

  /** Those in the findings first, then those in the scripts, in the order of the texts. */
  static Collection<Relation> of(List<RepairRound> repairs, SchemaCatalog catalog) {
    Map<ObjectName, Relation> tables = new LinkedHashMap<>();
    for (RepairRound round : repairs.reversed()) {
      for (Finding error : round.errors()) {
        String hint = error.hint();
        add(error.message() + " " + (hint == null ? "" : hint), catalog, tables);
      }
    }
    for (RepairRound round : repairs.reversed()) {
      add(round.script(), catalog, tables);
    }
    return tables.values();
  }

  private static void add(String text, SchemaCatalog catalog, Map<ObjectName, Relation> tables) {
    Matcher words = WORD.matcher(text.substring(0, Math.min(MAX_CHARACTERS, text.length())));
    while (words.find() && tables.size() < MAX_TABLES) {
      String word = words.group();
      catalog
          .findUnqualified(word)
          .or(() -> catalog.findUnqualified(word.toLowerCase(Locale.ROOT)))
          .or(() -> catalog.findAnywhere(word).stream().findFirst())
          .ifPresent(relation -> tables.putIfAbsent(relation.name(), relation));
    }
  }
}
