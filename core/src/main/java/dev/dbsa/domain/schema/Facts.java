package dev.dbsa.domain.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an object by name, in a fixed order. The {@linkplain SchemaHash hash} and the
 * {@linkplain SchemaDiff diff} both take theirs from here, so that neither sees a change that the
 * other does not.
 */
final class Facts {
  private final Map<String, @Nullable String> values = new LinkedHashMap<>();

  void forEach(BiConsumer<String, @Nullable String> consumer) {
    values.forEach(consumer);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  Facts put(String name, @Nullable String value) {
    values.put(name, value);
    return this;
  }

  Facts put(String name, boolean value) {
    return put(name, String.valueOf(value));
  }

  /** What most objects do not have: "no" is told like nothing at all. */
  private Facts mark(String name, boolean value) {
    return put(name, value ? "true" : null);
  }

  /** As {@link #mark(String, boolean)} for a list. */
  private Facts mark(String name, List<String> values) {
    return put(name, values.isEmpty() ? null : list(values));
  }

  static String list(List<String> values) {
    return String.join(", ", values);
  }

  private static List<String> names(List<ObjectName> names) {
    return names.stream().map(ObjectName::toString).toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Without policies, rules and exclusion constraints, which are objects themselves. */
  Facts add(RelationTraits traits) {
    RelationTraits.Updatability updatability = traits.updatability();
    return mark("parents", names(traits.parents()))
        .put("of_type", text(traits.ofType()))
        .mark("unlogged", traits.unlogged())
        .mark("unpopulated", traits.unpopulated())
        .mark("system_versioned", traits.systemVersioned())
        .mark("row_security", traits.rowSecurity())
        .mark("forced_row_security", traits.forcedRowSecurity())
        .mark("options", traits.options())
        .put("check_option", traits.checkOption())
        .put("insertable", updatability == null ? null : text(updatability.insert()))
        .put("updatable", updatability == null ? null : text(updatability.update()))
        .put("deletable", updatability == null ? null : text(updatability.delete()))
        .put("foreign_server", traits.foreignServer())
        .mark(
            "loose_not_nulls",
            traits.looseNotNulls().stream()
                .map(
                    l ->
                        l.column()
                            + (l.noInherit() ? " no inherit" : "")
                            + (l.validated() ? "" : " not valid"))
                .toList());
  }

  Facts addTraits(Column column) {
    return mark("invisible", column.invisible())
        .put("character_set", column.characterSet())
        .put("not_null_constraint", column.notNullConstraint())
        .mark("inherited", column.inherited());
  }

  Facts addDeferral(boolean deferrable, boolean initiallyDeferred) {
    return mark("deferrable", deferrable).mark("initially_deferred", initiallyDeferred);
  }

  Facts addTraits(ForeignKey key) {
    return put("match", key.match() == MatchType.SIMPLE ? null : lower(key.match()))
        .mark("unenforced", key.unenforced())
        .put("target_index", key.targetIndex())
        .mark("reset_columns", key.resetColumns());
  }

  Facts addTraits(CheckConstraint check) {
    return mark("no_inherit", check.noInherit()).mark("inherited", check.inherited());
  }

  Facts addTraits(Index index) {
    return mark("nulls_equal", index.nullsEqual());
  }

  Facts addTraits(Sequence sequence) {
    return mark("of_identity", sequence.ofIdentity());
  }

  Facts addTraits(Routine routine) {
    return mark("parameters", routine.parameters().stream().map(Facts::parameter).toList())
        .mark("strict", routine.strict())
        .mark("security_definer", routine.securityDefiner())
        .mark("returns_set", routine.returnsSet())
        .put("data_access", routine.dataAccess());
  }

  private static String parameter(Routine.Parameter parameter) {
    return lower(parameter.mode())
        + (parameter.name() == null ? "" : " " + parameter.name())
        + " "
        + parameter.type()
        + (parameter.defaultExpression() == null ? "" : " = " + parameter.defaultExpression());
  }

  Facts addTraits(Trigger trigger) {
    return put("function", text(trigger.function()))
        .mark("for_each_row", trigger.forEachRow())
        .mark("update_columns", trigger.updateColumns())
        .mark("constraint", trigger.constraint());
  }

  Facts add(UserType type) {
    put("comment", type.comment());
    return switch (type) {
      case UserType.Enumeration e -> put("kind", "enum").put("labels", list(e.labels()));
      case UserType.Domain d ->
          put("kind", "domain")
              .put("base_type", d.baseType())
              .put("nullable", d.nullable())
              .put("default", d.defaultExpression())
              .put("checks", list(d.checks().stream().sorted().toList()))
              .put("collation", d.collation())
              .mark("constraints", d.constraints().stream().map(Facts::check).sorted().toList())
              .put("not_null_constraint", d.notNullConstraint());
      case UserType.Composite c ->
          put("kind", "composite")
              .put("attributes", list(c.attributes().stream().map(Facts::attribute).toList()));
      case UserType.Range r ->
          put("kind", "range").put("subtype", r.subtype()).put("multirange", text(r.multirange()));
      case UserType.Base b -> put("kind", "base").mark("shell", b.shell());
    };
  }

  private static String check(CheckConstraint check) {
    return check.name() + (check.validated() ? "" : " not valid");
  }

  private static String attribute(UserType.Composite.Attribute attribute) {
    return attribute.name()
        + " "
        + attribute.type()
        + (attribute.collation() == null ? "" : " collate " + attribute.collation());
  }

  static Facts of(RelationTraits.Policy policy) {
    return new Facts()
        .put("command", policy.command())
        .put("permissive", policy.permissive())
        .put("roles", list(policy.roles()))
        .put("using", policy.using())
        .put("check", policy.check());
  }

  static Facts of(RelationTraits.RewriteRule rule) {
    return new Facts()
        .put("event", rule.event())
        .put("instead", rule.instead())
        .put("enabled", rule.enabled())
        .put("definition", rule.definition());
  }

  static Facts of(RelationTraits.ExclusionConstraint exclusion) {
    return new Facts()
        .put("operators", list(exclusion.operators()))
        .addDeferral(exclusion.deferrable(), exclusion.initiallyDeferred());
  }

  static Facts of(Extension extension) {
    ExtensionContents contents = extension.contents();
    return new Facts()
        .put("version", extension.version())
        .put("schema", extension.schema())
        .put("objects", contents == null ? null : SchemaHash.summaryOf(contents));
  }

  static Facts of(OperatorSignature operator) {
    return new Facts().put("result", operator.result());
  }

  static Facts of(CastSignature cast) {
    return new Facts().put("context", lower(cast.context()));
  }

  static Facts of(OperatorClass operatorClass) {
    return new Facts()
        .put("input_type", operatorClass.inputType())
        .put("standard", operatorClass.standard());
  }

  static Facts of(FurtherObjects.UserCollation collation) {
    return new Facts()
        .put("provider", collation.provider())
        .put("deterministic", collation.deterministic())
        .put("locale", collation.locale());
  }

  static Facts of(FurtherObjects.ExtendedStatistics statistics) {
    return new Facts()
        .put("table", statistics.table().toString())
        .put("definition", statistics.definition());
  }

  static Facts of(FurtherObjects.EventTrigger trigger) {
    return new Facts()
        .put("event", trigger.event())
        .put("function", trigger.function().toString())
        .put("enabled", trigger.enabled())
        .put("tags", list(trigger.tags()));
  }

  static Facts of(FurtherObjects.Publication publication) {
    return new Facts()
        .put("all_tables", publication.allTables())
        .put("tables", list(names(publication.tables())))
        .put("schemas", list(publication.schemas()));
  }

  Facts add(FurtherObjects.Installed installed) {
    return mark("access_methods", installed.accessMethods())
        .mark("languages", installed.languages())
        .mark("collations", installed.collations())
        .mark("character_sets", installed.characterSets())
        .mark("storage_engines", installed.storageEngines());
  }
}
