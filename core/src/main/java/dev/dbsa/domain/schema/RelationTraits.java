package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only few relations have.
 *
 * @param parents the tables inherited from (PostgreSQL's INHERITS), in order; of a partition what
 *     it is a part of
 * @param ofType the composite type of a typed table; {@code null} for any other
 * @param unlogged whether a crash empties it
 * @param unpopulated whether it is a materialized view without content, which cannot be read
 * @param systemVersioned whether the server keeps former rows (MariaDB)
 * @param rowSecurity whether policies are applied
 * @param forcedRowSecurity whether they are applied to the owner too
 * @param options storage parameters and options of a view, such as {@code fillfactor=70} or {@code
 *     security_invoker=true}, sorted
 * @param checkOption {@code local} or {@code cascaded}; {@code null} for a view without
 * @param updatability what can be done to the rows of a view; {@code null} for a table, and where
 *     it is not known
 * @param foreignServer the server of a foreign table; {@code null} for any other
 * @param looseNotNulls the columns whose constraint against NULL is not like others
 */
public record RelationTraits(
    List<ObjectName> parents,
    @Nullable ObjectName ofType,
    boolean unlogged,
    boolean unpopulated,
    boolean systemVersioned,
    boolean rowSecurity,
    boolean forcedRowSecurity,
    List<String> options,
    @Nullable String checkOption,
    @Nullable Updatability updatability,
    @Nullable String foreignServer,
    List<Policy> policies,
    List<RewriteRule> rules,
    List<ExclusionConstraint> exclusions,
    List<LooseNotNull> looseNotNulls) {
  /** Those of a plain table. */
  public static final RelationTraits NONE =
      new RelationTraits(
          List.of(), null, false, false, false, false, false, List.of(), null, null, null,
          List.of(), List.of(), List.of(), List.of());

  public RelationTraits {
    parents = List.copyOf(parents);
    options = options.stream().sorted().toList();
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    exclusions = List.copyOf(exclusions);
    looseNotNulls = List.copyOf(looseNotNulls);
  }

  /** Those of a relation without loose constraints against NULL. */
  public RelationTraits(
      List<ObjectName> parents,
      @Nullable ObjectName ofType,
      boolean unlogged,
      boolean unpopulated,
      boolean systemVersioned,
      boolean rowSecurity,
      boolean forcedRowSecurity,
      List<String> options,
      @Nullable String checkOption,
      @Nullable Updatability updatability,
      @Nullable String foreignServer,
      List<Policy> policies,
      List<RewriteRule> rules,
      List<ExclusionConstraint> exclusions) {
    this(
        parents,
        ofType,
        unlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions,
        List.of());
  }

  /** Whether a column's constraint against NULL is for the table alone. */
  public boolean keepsNotNull(String column) {
    return looseNotNulls.stream().anyMatch(l -> l.column().equals(column) && l.noInherit());
  }

  /** Whether a column may hold NULL from before its constraint against that. */
  public boolean mayHoldOldNulls(String column) {
    return looseNotNulls.stream().anyMatch(l -> l.column().equals(column) && !l.validated());
  }

  /** The same with these loose constraints against NULL. */
  public RelationTraits withLooseNotNulls(List<LooseNotNull> newLoose) {
    return new RelationTraits(
        parents,
        ofType,
        unlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions,
        newLoose);
  }

  /** The same with these parents. */
  public RelationTraits withParents(List<ObjectName> newParents) {
    return new RelationTraits(
        newParents,
        ofType,
        unlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions,
        looseNotNulls);
  }

  /**
   * The same of another type.
   *
   * @param type {@code null} for a table that is not typed
   */
  public RelationTraits withType(@Nullable ObjectName type) {
    return new RelationTraits(
        parents,
        type,
        unlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions,
        looseNotNulls);
  }

  /** The same, with or without content. */
  public RelationTraits withUnpopulated(boolean newUnpopulated) {
    return new RelationTraits(
        parents,
        ofType,
        unlogged,
        newUnpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions);
  }

  /** The same with these storage parameters. */
  public RelationTraits withOptions(List<String> newOptions) {
    return new RelationTraits(
        parents,
        ofType,
        unlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        newOptions,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions);
  }

  /** The same, logged or not. */
  public RelationTraits withUnlogged(boolean newUnlogged) {
    return new RelationTraits(
        parents,
        ofType,
        newUnlogged,
        unpopulated,
        systemVersioned,
        rowSecurity,
        forcedRowSecurity,
        options,
        checkOption,
        updatability,
        foreignServer,
        policies,
        rules,
        exclusions,
        looseNotNulls);
  }

  /** Which statements a view takes, by itself or by INSTEAD rules; triggers aside. */
  public record Updatability(boolean insert, boolean update, boolean delete) {}

  /**
   * A policy of row security.
   *
   * @param command in lower case: {@code all}, {@code select}, {@code insert}, {@code update},
   *     {@code delete}
   * @param permissive whether it widens what others allow, rather than narrowing it
   * @param roles to whom it applies; {@code public} stands for everybody
   * @param using SQL text; {@code null} where there is none
   * @param check SQL text; {@code null} where there is none
   */
  public record Policy(
      String name,
      String command,
      boolean permissive,
      List<String> roles,
      @Nullable String using,
      @Nullable String check) {
    public Policy {
      roles = List.copyOf(roles);
    }
  }

  /**
   * A rule that is not a view's own query.
   *
   * @param event in lower case: {@code select}, {@code insert}, {@code update}, {@code delete}
   * @param instead whether it replaces the statement
   * @param enabled whether it is applied in an ordinary session
   * @param definition the statement that would create it
   */
  public record RewriteRule(
      String name, String event, boolean instead, boolean enabled, String definition) {}

  /**
   * An exclusion constraint. Its key parts, method and predicate are those of the index of the same
   * name.
   *
   * @param operators one for each key part, with their schema where it is not {@code pg_catalog}
   */
  public record ExclusionConstraint(
      String name, List<String> operators, boolean deferrable, boolean initiallyDeferred) {
    public ExclusionConstraint {
      operators = List.copyOf(operators);
    }
  }

  /**
   * A constraint that keeps NULL out of a column (PostgreSQL 18) and is not both inherited and
   * validated.
   *
   * @param noInherit whether it is for the table alone
   * @param validated whether the rows that were there before hold to it
   */
  public record LooseNotNull(String column, boolean noInherit, boolean validated) {}
}
