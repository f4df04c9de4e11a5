package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a prompt writes tables down. Families of models read the form best that they were taught. */
public enum SchemaForm {
  /** In few tokens, for models of every kind. */
  COMPACT,
  /** As {@code CREATE TABLE} statements. */
  DDL,
  /** As M-Schema. */
  M_SCHEMA;

  /** Parts of the names of models that were trained on definitions. */
  private static final List<String> OF_DDL =
      List.of("sqlcoder", "omnisql", "arctic-text2sql", "nsql", "codes-", "natural-sql");

  /** Parts of the names of models that were trained on M-Schema. */
  private static final List<String> OF_M_SCHEMA = List.of("xiyan");

  /** The form's name in settings and prompt versions: {@code m-schema}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a name as settings write it. */
  public static Optional<SchemaForm> find(String label) {
    return Arrays.stream(values()).filter(form -> form.label().equals(label)).findFirst();
  }

  /** The form that suits a model, as far as its name tells. */
  public static SchemaForm suiting(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    if (OF_M_SCHEMA.stream().anyMatch(name::contains)) {
      return M_SCHEMA;
    }
    return OF_DDL.stream().anyMatch(name::contains) ? DDL : COMPACT;
  }

  TableText of(SchemaSnapshot snapshot, TableRanking ranking, ScriptMode mode) {
    return switch (this) {
      case COMPACT -> new CompactText(snapshot, ranking, mode);
      case DDL -> new DdlText(snapshot, ranking, mode);
      case M_SCHEMA -> new MSchemaText(snapshot, ranking, mode);
    };
  }
}
