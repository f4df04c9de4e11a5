package dev.dbsa.adapter.llm.model;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.LinkedTable;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.prompt.RankedTable;
import dev.dbsa.adapter.llm.prompt.TableRanking;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Ranks tables by the words that they share with the request. */
public final class LinkerRanking implements TableRanking {
  private static final int MAX_REASONS = 3;

  private final SchemaLinker linker;

  public LinkerRanking(SchemaLinker linker) {
    this.linker = linker;
  }

  @Override
  public List<RankedTable> rank(SchemaSnapshot snapshot, String request, int limit)
      throws InterruptedException {
    return linker.link(snapshot, request, limit).stream().map(LinkerRanking::ranked).toList();
  }

  private static RankedTable ranked(LinkedTable table) {
    return new RankedTable(
        table.relation(),
        table.score(),
        table.columns().stream().map(c -> c.column().name()).collect(Collectors.toSet()),
        table.reasons().stream().limit(MAX_REASONS).collect(Collectors.joining("; ")));
  }

  @Override
  public List<Relation> between(SchemaSnapshot snapshot, Relation from, Relation to)
      throws InterruptedException {
    SchemaIndex index = linker.index(snapshot);
    List<List<JoinLink>> paths = index.paths(from, to);
    List<Relation> between = new ArrayList<>();
    if (!paths.isEmpty()) {
      List<JoinLink> shortest = paths.getFirst();
      for (int i = 1; i < shortest.size(); i++) {
        between.add(SchemaIndex.endOf(from, shortest.subList(0, i)));
      }
    }
    return between;
  }

  @Override
  public List<Relation> companions(SchemaSnapshot snapshot, Relation relation)
      throws InterruptedException {
    return linker.index(snapshot).companions(relation);
  }

  @Override
  public List<String> values(SchemaSnapshot snapshot, Relation relation, String column)
      throws InterruptedException {
    SchemaIndex index = linker.index(snapshot);
    return relation
        .findColumn(column)
        .map(found -> index.values().of(relation, found))
        .orElse(List.of());
  }
}
