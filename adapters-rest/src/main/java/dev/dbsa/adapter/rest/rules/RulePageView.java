package dev.dbsa.adapter.rest.rules;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule with what the documentation says about it. */
@Schema(name = "RulePage")
record RulePageView(
    RuleView rule, @Schema(description = "Markdown, with examples.") String documentation) {}
