package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationTraits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What only few tables and views have. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "RelationTraits", description = "What only few tables and views have.")
record TraitsView(
    @Schema(description = "The tables inherited from, as schema.name.", examples = "public.orders")
        List<String> inherits,
    @Schema(nullable = true, description = "The composite type of a typed table.")
        @Nullable String ofType,
    @Schema(description = "Whether a crash empties it.") boolean unlogged,
    @Schema(description = "false for a materialized view without content.") boolean populated,
    @Schema(description = "Whether the server keeps former rows.") boolean systemVersioned,
    @Schema(description = "Whether policies are applied.") boolean rowSecurity,
    @Schema(description = "Storage parameters and options.", examples = "security_invoker=true")
        List<String> options,
    @Schema(
            nullable = true,
            enumeration = {"local", "cascaded"})
        @Nullable String checkOption,
    @Schema(nullable = true, description = "Whether rows of a view can be changed through it.")
        @Nullable Boolean updatable,
    @Schema(nullable = true, description = "The server of a foreign table.")
        @Nullable String foreignServer,
    List<PolicyView> policies,
    List<RuleView> rules,
    List<ExclusionView> exclusions) {

  /** A policy of row security. */
  @Schema(name = "Policy")
  record PolicyView(
      String name,
      @Schema(enumeration = {"all", "select", "insert", "update", "delete"}) String command,
      boolean permissive,
      List<String> roles,
      @Schema(nullable = true, description = "SQL text.") @Nullable String using,
      @Schema(nullable = true, description = "SQL text.") @Nullable String check) {
    static PolicyView of(RelationTraits.Policy policy) {
      return new PolicyView(
          policy.name(),
          policy.command(),
          policy.permissive(),
          policy.roles(),
          policy.using(),
          policy.check());
    }
  }

  /** A rule that is not a view's own query. */
  @Schema(name = "Rule")
  record RuleView(
      String name,
      @Schema(enumeration = {"select", "insert", "update", "delete"}) String event,
      @Schema(description = "Whether it replaces the statement.") boolean instead,
      boolean enabled,
      @Schema(description = "The statement that would create it.") String definition) {
    static RuleView of(RelationTraits.RewriteRule rule) {
      return new RuleView(
          rule.name(), rule.event(), rule.instead(), rule.enabled(), rule.definition());
    }
  }

  /** An exclusion constraint; its key is that of the index of the same name. */
  @Schema(name = "ExclusionConstraint")
  record ExclusionView(
      String name,
      @Schema(description = "One for each part of the key.", examples = "&&")
          List<String> operators,
      boolean deferrable,
      boolean initiallyDeferred) {
    static ExclusionView of(RelationTraits.ExclusionConstraint exclusion) {
      return new ExclusionView(
          exclusion.name(),
          exclusion.operators(),
          exclusion.deferrable(),
          exclusion.initiallyDeferred());
    }
  }

  static TraitsView of(RelationTraits traits) {
    ObjectName type = traits.ofType();
    RelationTraits.Updatability updatability = traits.updatability();
    return new TraitsView(
        traits.parents().stream().map(ObjectName::toString).toList(),
        type == null ? null : type.toString(),
        traits.unlogged(),
        !traits.unpopulated(),
        traits.systemVersioned(),
        traits.rowSecurity(),
        traits.options(),
        traits.checkOption(),
        updatability == null ? null : updatability.update(),
        traits.foreignServer(),
        traits.policies().stream().map(PolicyView::of).toList(),
        traits.rules().stream().map(RuleView::of).toList(),
        traits.exclusions().stream().map(ExclusionView::of).toList());
  }
}
