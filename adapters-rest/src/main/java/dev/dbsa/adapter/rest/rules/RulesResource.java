package dev.dbsa.adapter.rest.rules;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.port.out.RuleRegister;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The register of rules. */
@Path("/api/rules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Rules", description = "What scripts are checked for.")
class RulesResource {
  private final RuleRegister register;
  private final Policy policy;

  RulesResource(RuleRegister register, Policy policy) {
    this.register = register;
    this.policy = policy;
  }

  @GET
  @Operation(
      operationId = "listRules",
      summary = "List the rules",
      description = "Everything that scripts are checked for, in the order of the documentation.")
  public RuleListView list() {
    return new RuleListView(
        register.all().stream().map(rule -> RuleView.of(rule, policy)).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getRule",
      summary = "Read a rule",
      description = "A rule with its documentation.")
  public RulePageView show(@PathParam("id") String id) {
    RuleInfo rule = register.find(id).orElseThrow(() -> unknown(id));
    return new RulePageView(RuleView.of(rule, policy), register.page(rule));
  }

  private DbsaException unknown(String id) {
    List<String> nearest = register.nearest(id);
    return new DbsaException(
        ErrorCode.RULE_NOT_FOUND,
        "there is no such rule"
            + (nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?"));
  }
}
