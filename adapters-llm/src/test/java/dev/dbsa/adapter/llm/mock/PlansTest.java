package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What requests for changes are understood to ask for, before it is written for a server. {@code
 * -Ddbsa.golden=write} writes the file anew.
 */
class PlansTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/dbsa/adapter/llm/mock/golden-plans.txt");

  @Test
  void plansAreWhatTheGoldenFileSays() throws IOException, InterruptedException {
    StringBuilder planned = new StringBuilder();
    for (Requested request : Requested.all()) {
      if (request.mode() != ScriptMode.QUERY) {
        planned.append("## ").append(request).append('\n').append(plans(request)).append('\n');
      }
    }
    if ("write".equals(System.getProperty("dbsa.golden"))) {
      Files.writeString(GOLDEN, planned);
    }
    assertThat(planned.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  private static String plans(Requested request) throws InterruptedException {
    DatabaseSchema schema = request.schemaIn(Dialect.POSTGRESQL);
    SchemaIndex index = new SchemaLinker().index(Samples.snapshot(schema));
    Sql sql = new Sql(index);
    Notes notes = new Notes();
    StringBuilder text = new StringBuilder();
    for (String clause : Clauses.of(request.text())) {
      Reading reading = new Reading(clause, index, new ColumnFinder(index, sql), notes);
      try {
        new ChangePipeline(index, sql, request.mode(), notes, (words, aside) -> words)
            .plans(reading)
            .forEach(plan -> text.append(told(plan)).append('\n'));
      } catch (Unclear unclear) {
        text.append("? ").append(unclear.question()).append('\n');
      }
    }
    return text.toString();
  }

  /** A plan with the names of what it is about. */
  private static String told(Object value) {
    return switch (value) {
      case null -> "-";
      case Relation relation -> relation.name().name();
      case Column column -> column.name();
      case Index index -> index.name();
      case CheckConstraint check -> check.name();
      case Filter filter -> filter.sql().apply(told(filter.field().column()));
      case Collection<?> all -> all.stream().map(PlansTest::told).toList().toString();
      case Record plan -> plan.getClass().getSimpleName() + parts(plan);
      default -> value.toString();
    };
  }

  private static List<String> parts(Record plan) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : plan.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        parts.add(component.getName() + "=" + told(component.getAccessor().invoke(plan)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return parts;
  }
}
