package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Expression.Share;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads shares: percentage of paid fines. */
final class ShareReader {
  private static final Set<String> WORDS =
      Set.of("percentage", "percent", "share", "proportion", "fraction");

  private final Reading reading;
  private final Sql sql;
  private final Relation listed;
  private final PlanDraft draft;

  ShareReader(Reading reading, Sql sql, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.sql = sql;
    this.listed = listed;
    this.draft = draft;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, WORDS) && reading.field(i) == null && reading.isWord(i + 1, "of")) {
        readShare(i);
      }
    }
  }

  private void readShare(int i) throws Unclear {
    // Only what stands between the word and the table is counted.
    int table = -1;
    for (int j = i + 2; j < Math.min(reading.size(), i + 8) && table < 0; j++) {
      table = reading.table(j) != null ? j : -1;
    }
    if (table <= i + 2) {
      return;
    }
    Filters part = new Filters(reading, sql);
    new AdjectiveFilterReader(reading, sql, part).read(i + 2, table + 1);
    List<Filter> of = new ArrayList<>(part.all());
    if (!of.isEmpty()) {
      Relation relation = reading.table(table);
      draft.show(new Share(relation == null ? listed : relation, of));
      reading.use(i, i + 2, "a share in percent");
      reading.use(table, table + 1, "a share in percent");
    }
  }
}
