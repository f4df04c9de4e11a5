package dev.dbsa.adapter.rest.rules;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All rules, in the order of the documentation. */
@Schema(name = "RuleList")
record RuleListView(List<RuleView> items) {
  RuleListView {
    items = List.copyOf(items);
  }
}
