package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.name.EditDistance;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which relations a name may mean, in other words and nearly right ones too. */
final class TableNames {
  private final SchemaIndex index;
  private final Notes notes;

  TableNames(SchemaIndex index, Notes notes) {
    this.index = index;
    this.notes = notes;
  }

  /** Of names that differ by their endings only, the one that is spelled as in the request. */
  static List<Relation> bestSpelled(List<Relation> found, String spelled) {
    List<Relation> exact = found.stream().filter(r -> r.name().name().equals(spelled)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    List<Relation> folded =
        found.stream()
            .filter(r -> Words.fold(r.name().name()).equals(Words.fold(spelled)))
            .toList();
    return folded.isEmpty() ? found : folded;
  }

  /** By synonyms, else by a word of the name. */
  List<Relation> otherNames(String stem) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    for (String synonym : Synonyms.of(stem)) {
      index.findByKey(synonym).forEach(r -> found.putIfAbsent(r.name(), r));
    }
    if (!found.isEmpty()) {
      return List.copyOf(found.values());
    }
    List<Relation> byWord = index.findByWord(stem);
    // The last word of a name says what it is; the others only of what kind.
    List<Relation> byHead =
        byWord.stream().filter(r -> Words.stems(r.name().name()).getLast().equals(stem)).toList();
    return byHead.isEmpty() ? byWord : byHead;
  }

  /** By names that differ by a typing error. */
  List<Relation> nearlyNamed(String key) {
    if (key.length() < 4) {
      return List.of();
    }
    int allowed = key.length() < 8 ? 1 : 2;
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    index.keys().stream()
        .filter(k -> Math.abs(k.length() - key.length()) <= 2)
        .filter(k -> EditDistance.between(k, key, allowed) <= allowed)
        .sorted()
        .forEach(k -> index.findByKey(k).forEach(r -> found.putIfAbsent(r.name(), r)));
    return List.copyOf(found.values());
  }

  /** An unqualified name means the first relation on the search path. */
  List<Relation> preferred(List<Relation> candidates) {
    if (candidates.size() > 1) {
      List<Relation> onPath = candidates.stream().filter(index.catalog()::isOnSearchPath).toList();
      boolean sameName = candidates.stream().map(r -> r.name().name()).distinct().count() == 1;
      if (sameName && onPath.size() == 1) {
        notes.assume(
            "Of the tables called "
                + candidates.getFirst().name().name()
                + ", "
                + onPath.getFirst().name()
                + " is meant: it is the one on the search path.",
            0.05);
        return onPath;
      }
      List<Relation> tables = candidates.stream().filter(r -> r.kind().isTable()).toList();
      if (sameName || tables.isEmpty()) {
        return candidates;
      }
      return tables;
    }
    return candidates;
  }
}
