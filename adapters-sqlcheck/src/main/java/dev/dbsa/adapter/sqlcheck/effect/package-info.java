/**
 * What statements do to a schema: {@link dev.dbsa.adapter.sqlcheck.effect.Effects} makes of a
 * {@link dev.dbsa.adapter.sqlcheck.schema.SchemaState} and a statement's tree an {@link
 * dev.dbsa.adapter.sqlcheck.effect.Outcome}: another state, the server's reasons for refusing, and
 * what was not followed. Nothing is changed and nothing is reported; the caller does that.
 *
 * <p>There is one implementation for each server, {@code PostgresEffects} and {@code MySqlEffects}
 * (MariaDB's differences are asked for with {@code step.isMariaDb()}). Each hands a statement to
 * the family that knows it: a class without state for one kind of objects, such as {@code
 * PostgresTables}, {@code PostgresAlter}, {@code PostgresConstraints}, {@code PostgresIndexes},
 * {@code PostgresDrops}, {@code PostgresSequences}, {@code PostgresPartitions}, {@code
 * PostgresTransactions}, with static methods that take the tree and the {@code Step}.
 *
 * <p>To add a family:
 *
 * <ol>
 *   <li>Write a class {@code PostgresX} or {@code MySqlX} with {@code static void create(Tree d,
 *       Step step)}. It reads {@code step.state()}, looks names up ({@code step.need}, {@code
 *       step.tolerate}, {@code step.find}), refuses with {@code step.refuse(rule, name, message,
 *       hint)} in the server's own order of checks, and hands the schema on with {@code
 *       step.become(step.state().with(…))}. After a refusal it goes on as if the server had taken
 *       the statement, so that one mistake is told once.
 *   <li>Make its statements known in {@code apply} of the server's effects. Whatever is not known
 *       there is not followed: the caller says so, and the state loses track.
 *   <li>A table that is changed is a {@code TableDraft}: change its parts, then {@code
 *       step.become(step.state().with(draft.table()))}.
 *   <li>Objects that are no tables, sequences, types or routines are kept by an {@code ObjectKey}
 *       of kind, owner and name: {@code state.with(key, true)} makes one, {@code false} drops it,
 *       and {@code state.other(key)} says what the script did ({@code null}: nothing, ask the
 *       snapshot).
 *   <li>Refuse only what is certain: {@code state.isUncertain()} (any name may exist), {@code
 *       isSureOfPresence()} (what is known to exist does exist), {@code isSureOfNames()} (no index
 *       or constraint has a name that is not known), {@code table.open()} (it may have more
 *       columns). What no schema shows (roles, tablespaces, other databases) is {@code
 *       step.notShown}, what is not followed {@code step.notRead} or {@code step.loseTrack}.
 *   <li>Rules live in {@code register.FindingRule}; expressions are bound by {@code
 *       step.expression(use, expr, table, column)}.
 *   <li>Test it with a table of scripts in {@code EffectsTest}: schema, statement, rule or nothing.
 * </ol>
 */
@NullMarked
package dev.dbsa.adapter.sqlcheck.effect;

import org.jspecify.annotations.NullMarked;
