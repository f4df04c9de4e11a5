package dev.dbsa.adapter.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.domain.name.EditDistance;
import dev.dbsa.domain.policy.NamedThing;
import dev.dbsa.domain.policy.PathPattern;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.Policy.PathRules;
import dev.dbsa.domain.policy.PolicyRules;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.policy.Sizes;
import dev.dbsa.domain.policy.TextPattern;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.port.out.RuleRegister;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes a policy of a document's tree, and gathers all that is wrong with it. */
final class PolicyDocument {
  private static final List<String> SECTION = List.of("rules", "sizes", "names");
  private static final int MOST_PATHS = 1_000;

  private final RuleRegister register;
  private final List<String> problems = new ArrayList<>();

  PolicyDocument(RuleRegister register) {
    this.register = register;
  }

  /** Each with its place; empty if there are none. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  Policy policy(JsonNode document) {
    keys(document, "", List.of("rules", "sizes", "names", "suppressions", "servers", "paths"));
    return new Policy(
        section(document, ""),
        servers(document.path("servers")),
        paths(document.path("paths")),
        ticket(document.path("suppressions")));
  }

  private PolicyRules section(JsonNode table, String at) {
    return new PolicyRules(
        levels(table.path("rules"), at + "rules"),
        sizes(table.path("sizes"), at + "sizes"),
        names(table.path("names"), at + "names"));
  }

  // ---------------------------------------------------------------- rules

  private Map<String, RuleLevel> levels(JsonNode table, String at) {
    Map<String, RuleLevel> levels = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : entries(table, at)) {
      String place = at + "." + entry.getKey();
      Optional<RuleInfo> rule = register.find(entry.getKey());
      if (rule.isEmpty()) {
        problems.add(place + ": there is no such rule" + meant(register.nearest(entry.getKey())));
        continue;
      }
      Optional<RuleLevel> level = RuleLevel.find(entry.getValue().asText());
      if (!entry.getValue().isTextual() || level.isEmpty()) {
        problems.add(place + ": must be one of " + String.join(", ", RuleLevel.labels()));
      } else if (isTooLow(rule.get(), level.get())) {
        problems.add(place + ": " + whyNotLower(rule.get()));
      } else if (levels.put(rule.get().id(), level.get()) != null) {
        problems.add(place + ": the rule is there twice");
      }
    }
    return levels;
  }

  private static boolean isTooLow(RuleInfo rule, RuleLevel level) {
    return rule.kind() instanceof RuleInfo.Kind.OfFindings findings
        && (isAlwaysError(rule) || !rule.canBePassedOver())
        && level.compareTo(RuleLevel.of(findings.severity())) < 0;
  }

  private static boolean isAlwaysError(RuleInfo rule) {
    return rule.weight().equals(RuleLevel.ERROR.label());
  }

  private static String whyNotLower(RuleInfo rule) {
    return isAlwaysError(rule)
        ? "an error is what the server refuses; no policy changes that"
        : "no policy can make less of it than " + rule.weight();
  }

  // ---------------------------------------------------------------- sizes

  private @Nullable Sizes sizes(JsonNode table, String at) {
    if (table.isMissingNode()) {
      return null;
    }
    keys(table, at, List.of("small", "medium", "large"));
    long small = rows(table, at, "small", Sizes.DEFAULT.small());
    long medium = rows(table, at, "medium", Sizes.DEFAULT.medium());
    long large = rows(table, at, "large", Sizes.DEFAULT.large());
    try {
      return new Sizes(small, medium, large);
    } catch (IllegalArgumentException e) {
      problems.add(at + ": " + e.getMessage() + ", not " + small + ", " + medium + " and " + large);
      return null;
    }
  }

  private long rows(JsonNode table, String at, String key, long standard) {
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return standard;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      problems.add(at + "." + key + ": must be a number of rows");
      return standard;
    }
    return value.asLong();
  }

  // ---------------------------------------------------------------- names and reasons

  private Map<NamedThing, TextPattern> names(JsonNode table, String at) {
    Map<NamedThing, TextPattern> names = new EnumMap<>(NamedThing.class);
    keys(table, at, NamedThing.labels());
    for (NamedThing thing : NamedThing.values()) {
      pattern(table.path(thing.label()), at + "." + thing.label())
          .ifPresent(pattern -> names.put(thing, pattern));
    }
    return names;
  }

  private Optional<TextPattern> ticket(JsonNode table) {
    keys(table, "suppressions", List.of("ticket"));
    return pattern(table.path("ticket"), "suppressions.ticket");
  }

  private Optional<TextPattern> pattern(JsonNode value, String at) {
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().isEmpty()) {
      problems.add(at + ": must be a regular expression in quotes");
      return Optional.empty();
    }
    try {
      return Optional.of(TextPattern.of(value.asText()));
    } catch (PatternSyntaxException e) {
      problems.add(at + ": is no regular expression: " + e.getDescription());
      return Optional.empty();
    }
  }

  // ---------------------------------------------------------------- servers and paths

  private Map<String, PolicyRules> servers(JsonNode table) {
    Map<String, PolicyRules> servers = new HashMap<>();
    keys(table, "servers", Policy.SERVERS);
    for (Map.Entry<String, JsonNode> entry : entries(table, "servers")) {
      String at = "servers." + entry.getKey();
      keys(entry.getValue(), at, SECTION);
      servers.put(entry.getKey(), section(entry.getValue(), at + "."));
    }
    return servers;
  }

  private List<PathRules> paths(JsonNode array) {
    List<PathRules> paths = new ArrayList<>();
    if (array.isMissingNode()) {
      return paths;
    }
    if (!array.isArray() || array.size() > MOST_PATHS) {
      problems.add("paths: must be tables [[paths]], " + MOST_PATHS + " of them at most");
      return paths;
    }
    int number = 0;
    for (JsonNode table : array) {
      String at = "paths[" + ++number + "]";
      keys(table, at, List.of("match", "rules", "sizes", "names"));
      paths.add(new PathRules(globs(table.path("match"), at + ".match"), section(table, at + ".")));
    }
    return paths;
  }

  private List<PathPattern> globs(JsonNode value, String at) {
    List<PathPattern> globs = new ArrayList<>();
    List<JsonNode> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(texts::add);
    } else {
      texts.add(value);
    }
    if (texts.isEmpty() || !texts.stream().allMatch(JsonNode::isTextual)) {
      problems.add(at + ": must be a pattern of paths such as \"legacy/**\", or a list of them");
      return globs;
    }
    for (JsonNode text : texts) {
      try {
        globs.add(PathPattern.of(text.asText()));
      } catch (PatternSyntaxException e) {
        problems.add(at + ": is no pattern of paths: " + e.getDescription());
      }
    }
    return globs;
  }

  // ---------------------------------------------------------------- keys

  private List<Map.Entry<String, JsonNode>> entries(JsonNode table, String at) {
    if (table.isMissingNode()) {
      return List.of();
    }
    if (!table.isObject()) {
      problems.add(at + ": must be a table");
      return List.of();
    }
    return List.copyOf(table.properties());
  }

  private void keys(JsonNode table, String at, List<String> known) {
    for (Map.Entry<String, JsonNode> entry : entries(table, at)) {
      if (!known.contains(entry.getKey())) {
        List<String> near = nearest(entry.getKey(), known);
        problems.add(
            (at.isEmpty() ? "" : at + ".")
                + entry.getKey()
                + ": there is no such key"
                + (near.isEmpty() ? "; there are " + String.join(", ", known) : meant(near)));
      }
    }
  }

  private static List<String> nearest(String wrong, List<String> known) {
    int limit = Math.max(1, wrong.length() / 3);
    return known.stream()
        .filter(key -> EditDistance.between(wrong, key, limit) <= limit)
        .sorted(Comparator.comparingInt(key -> EditDistance.between(wrong, key, limit)))
        .limit(1)
        .toList();
  }

  private static String meant(List<String> near) {
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }
}
