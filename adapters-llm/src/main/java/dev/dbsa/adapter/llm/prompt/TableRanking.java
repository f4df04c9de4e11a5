package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import java.util.List;

/** Finds what of a schema a request speaks of. Deterministic; safe to call concurrently. */
public interface TableRanking {
  /**
   * The tables and views that the request may speak of, with their neighbours by foreign key, best
   * first.
   *
   * @param limit how many at most
   * @throws InterruptedException if the calling thread was interrupted
   */
  List<RankedTable> rank(SchemaSnapshot snapshot, String request, int limit)
      throws InterruptedException;

  /**
   * The tables on the shortest way of joins from one table to another, both left out; empty where
   * they are neighbours or no short way leads there.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  List<Relation> between(SchemaSnapshot snapshot, Relation from, Relation to)
      throws InterruptedException;

  /**
   * The tables that are read together with one, the closest first: those at the other end of its
   * joins, whether a foreign key or only a name says so.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  List<Relation> companions(SchemaSnapshot snapshot, Relation relation) throws InterruptedException;

  /**
   * The values that a column can have, where its type or a check lists them; empty otherwise.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  List<String> values(SchemaSnapshot snapshot, Relation relation, String column)
      throws InterruptedException;
}
