package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A ranking that is easy to foresee. */
final class Rankings {
  private Rankings() {}

  /** Ranks the tables whose names stand in the request, the earlier the better. */
  static TableRanking byMention() {
    return new TableRanking() {
      @Override
      public List<RankedTable> rank(SchemaSnapshot snapshot, String request, int limit) {
        String words = request.toLowerCase(Locale.ROOT);
        return snapshot.schema().relations().stream()
            .filter(r -> words.contains(r.name().name()))
            .sorted(Comparator.comparing(r -> words.indexOf(r.name().name())))
            .limit(limit)
            .map(r -> new RankedTable(r, 1, Set.of(), "named"))
            .toList();
      }

      @Override
      public List<Relation> between(SchemaSnapshot snapshot, Relation from, Relation to) {
        return snapshot.catalog().links(from.name()).stream()
            .map(link -> link.source().name().equals(from.name()) ? link.target() : link.source())
            .filter(
                middle ->
                    snapshot.catalog().links(middle.name()).stream()
                        .anyMatch(
                            link ->
                                link.source().name().equals(to.name())
                                    || link.target().name().equals(to.name())))
            .limit(1)
            .toList();
      }

      @Override
      public List<Relation> companions(SchemaSnapshot snapshot, Relation relation) {
        return snapshot.catalog().links(relation.name()).stream()
            .map(l -> l.source().name().equals(relation.name()) ? l.target() : l.source())
            .toList();
      }

      @Override
      public List<String> values(SchemaSnapshot snapshot, Relation relation, String column) {
        return List.of();
      }
    };
  }
}
