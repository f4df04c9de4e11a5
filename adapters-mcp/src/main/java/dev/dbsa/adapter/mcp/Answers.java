package dev.dbsa.adapter.mcp;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Replacement;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Validation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tools answer. Lists are cut, and say how much was left out: an agent's context is small. No
 * answer names a host, an account or a secret.
 */
@RegisterForReflection(ignoreNested = false)
public final class Answers {
  /** Entries of a list in one answer. */
  static final int MOST = 50;

  /** In characters, of one text within an answer. */
  private static final int LONGEST_TEXT = 500;

  /** In characters, of a rule's page. */
  static final int LONGEST_PAGE = 4_000;

  /** In characters, of a script; a longer one is not in an answer, but for its hash. */
  private static final int LONGEST_SCRIPT = 20_000;

  private Answers() {}

  @JsonNaming(SnakeCaseStrategy.class)
  public record Connections(List<Connection> connections) {}

  /**
   * @param snapshotId of the newest reading of the schema; {@code null} before the first
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Connection(
      String connectionId,
      String name,
      String dialect,
      @Nullable String snapshotId,
      @Nullable String server) {}

  @JsonNaming(SnakeCaseStrategy.class)
  public record Verdict(
      String lintStatus,
      List<Remark> findings,
      List<Told> risks,
      List<Touched> impactedObjects,
      List<String> notChecked,
      int leftOut) {

    static Verdict of(ScriptAnalysis analysis, String script) {
      return of(analysis.validation(), analysis.risks(), analysis.impactedObjects(), script);
    }

    static Verdict of(
        Validation validation, List<Risk> risks, List<ImpactedObject> objects, String script) {
      List<String> lines = script.lines().toList();
      int leftOut =
          over(validation.findings()) + over(risks) + over(objects) + over(validation.notChecked());
      return new Verdict(
          validation.lintStatus().label(),
          validation.findings().stream().limit(MOST).map(f -> Remark.of(f, lines)).toList(),
          risks.stream().limit(MOST).map(Told::of).toList(),
          objects.stream().limit(MOST).map(Touched::of).toList(),
          validation.notChecked().stream().limit(MOST).map(Answers::cut).toList(),
          leftOut);
    }
  }

  /**
   * @param replace what stands at the place and should not; {@code null} where no one name fits
   * @param replacement the name that should stand there instead
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Remark(
      String rule,
      String severity,
      String message,
      @Nullable String hint,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable String replace,
      @Nullable String replacement) {
    static Remark of(Finding finding, List<String> lines) {
      Position position = finding.position();
      Optional<Replacement> better = Replacement.of(finding, lines);
      return new Remark(
          finding.rule(),
          finding.severity().label(),
          cut(finding.message()),
          cutOrNull(finding.hint()),
          position == null ? null : position.line(),
          position == null ? null : position.column(),
          better.map(Replacement::old).orElse(null),
          better.map(Replacement::text).orElse(null));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record Told(
      String level, String code, String message, @Nullable String hint, @Nullable Integer line) {
    static Told of(Risk risk) {
      return new Told(
          risk.level().label(),
          risk.code(),
          cut(risk.message()),
          cutOrNull(risk.hint()),
          risk.line());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record Touched(String operation, String type, String name, @Nullable Boolean exists) {
    static Touched of(ImpactedObject object) {
      String schema = object.schema();
      return new Touched(
          object.operation().label(),
          object.type(),
          schema == null ? object.name() : schema + "." + object.name(),
          object.exists());
    }
  }

  /**
   * @param total how many were found, of which the first are listed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Found(int total, List<FoundTable> tables) {}

  /**
   * @param columns those that the words were found in; all of a table's where its name was
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record FoundTable(
      String name,
      String kind,
      @Nullable String comment,
      List<String> columns,
      @Nullable Long rows) {}

  @JsonNaming(SnakeCaseStrategy.class)
  public record Table(
      String name,
      String kind,
      @Nullable String comment,
      List<TableColumn> columns,
      List<String> primaryKey,
      List<Reference> references,
      List<TableIndex> indexes,
      List<String> checks,
      @Nullable Long estimatedRows) {
    static Table of(Relation relation) {
      var key = relation.primaryKey();
      return new Table(
          relation.name().toString(),
          label(relation.kind()),
          cutOrNull(relation.comment()),
          relation.columns().stream().limit(4L * MOST).map(TableColumn::of).toList(),
          key == null ? List.of() : key.columns(),
          relation.foreignKeys().stream().limit(MOST).map(Reference::of).toList(),
          relation.indexes().stream().limit(MOST).map(TableIndex::of).toList(),
          relation.checks().stream().limit(MOST).map(c -> cut(c.expression())).toList(),
          estimate(relation));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record TableColumn(
      String name,
      String type,
      boolean nullable,
      @Nullable String defaultExpression,
      @Nullable String comment) {
    static TableColumn of(Column column) {
      return new TableColumn(
          column.name(),
          column.type(),
          column.nullable(),
          column.defaultExpression(),
          cutOrNull(column.comment()));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record Reference(List<String> columns, String table, List<String> targetColumns) {
    static Reference of(ForeignKey key) {
      return new Reference(key.columns(), key.target().toString(), key.targetColumns());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record TableIndex(
      String name, boolean unique, List<String> parts, @Nullable String predicate) {
    static TableIndex of(Index index) {
      return new TableIndex(
          index.name(),
          index.unique(),
          index.parts().stream().map(TableIndex::text).toList(),
          index.predicate());
    }

    private static String text(IndexPart part) {
      String column = part.column();
      return column == null ? String.valueOf(part.expression()) : column;
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  public record Rule(
      String ruleId, String kind, String defaultWeight, String title, String documentation) {}

  /**
   * A draft, or how far it is.
   *
   * @param scriptSha256 of the script's UTF-8, in lower-case hex: what a review is bound to
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Draft(
      String generationId,
      String status,
      @Nullable String script,
      @Nullable String scriptSha256,
      @Nullable Verdict verdict,
      List<String> assumptions,
      List<Asked> questions,
      @Nullable Double confidence,
      @Nullable String errorCode) {}

  /** A question back. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Asked(String id, String text, List<String> choices) {
    static Asked of(Question question) {
      return new Asked(question.id(), cut(question.text()), texts(question.choices()));
    }
  }

  /**
   * What people decided about a draft.
   *
   * @param reviewStatus {@code null} while nobody has decided
   * @param approved whether a person accepted or edited, and the script asked about is that very
   *     one
   * @param script {@code null} also where it is too long for an answer
   * @param scriptSha256 of the script that counts: the newest final one, or the draft
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Decision(
      String generationId,
      String status,
      @Nullable String reviewStatus,
      boolean approved,
      @Nullable String reviewedAt,
      @Nullable String note,
      @Nullable String script,
      @Nullable String scriptSha256) {}

  static String label(RelationKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Long estimate(Relation relation) {
    long rows = relation.statistics().rowEstimate();
    return rows < 0 ? null : rows;
  }

  static String cut(String text) {
    return Text.cut(text, LONGEST_TEXT);
  }

  static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  static List<String> texts(List<String> texts) {
    return texts.stream().limit(MOST).map(Answers::cut).toList();
  }

  /** A script is there as a whole, or not at all. */
  static @Nullable String whole(@Nullable String script) {
    return script == null || script.length() > LONGEST_SCRIPT ? null : script;
  }

  private static int over(List<?> list) {
    return Math.max(0, list.size() - MOST);
  }
}
