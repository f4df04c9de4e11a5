package dev.dbsa.adapter.rest.validations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.dbsa.domain.script.Risk;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may go wrong when a script runs; has the optional fields only where they say something. */
@JsonInclude(Include.NON_NULL)
@Schema(
    name = "Risk",
    requiredProperties = {"level", "code", "message"})
public record RiskView(
    @Schema(enumeration = {"low", "medium", "high", "critical"}) String level,
    @Schema(description = "Stable name.", examples = "update_without_where") String code,
    @Schema(examples = "UPDATE without WHERE changes every row of orders") String message,
    @Schema(description = "The statement's number, from 1.", examples = "1")
        @Nullable Integer statement,
    @Schema(description = "The object concerned.", examples = "orders") @Nullable String object,
    @Schema(
            description = "What to do about it.",
            examples = "add a WHERE clause that names the rows")
        @Nullable String hint,
    @Schema(description = "The line in the script, from 1.", examples = "3") @Nullable Integer line,
    @Schema(description = "The column in that line, from 1.", examples = "8")
        @Nullable Integer column,
    @Schema(
            description = "Why a comment in the script passes over the risk.",
            examples = "the table is rebuilt every night")
        @Nullable String suppressedReason) {

  public static List<RiskView> of(List<Risk> risks) {
    return risks.stream().map(RiskView::of).toList();
  }

  private static RiskView of(Risk risk) {
    return new RiskView(
        risk.level().label(),
        risk.code(),
        risk.message(),
        risk.statement(),
        risk.object(),
        risk.hint(),
        risk.line(),
        risk.column(),
        risk.suppressedReason());
  }
}
