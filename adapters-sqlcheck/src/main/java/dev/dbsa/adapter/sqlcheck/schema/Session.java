package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ends with a session: the settings that decide what names and statements mean, and the
 * transaction that is open.
 *
 * @param searchPathKnown whether the search path is what unqualified names are looked up in
 * @param referencesChecked whether foreign keys must refer to tables that are there (MySQL's
 *     foreign_key_checks)
 * @param modes MySQL's sql_mode in upper case where the session sets it; {@code null} while it is
 *     the server's
 * @param innoDbStrict MySQL's innodb_strict_mode
 * @param bodiesChecked PostgreSQL's check_function_bodies
 * @param transaction {@code null} where none is open
 */
record Session(
    List<String> searchPath,
    boolean searchPathKnown,
    boolean referencesChecked,
    @Nullable Set<String> modes,
    boolean innoDbStrict,
    boolean bodiesChecked,
    @Nullable OpenTransaction transaction) {

  /** A session that has set nothing. */
  static Session of(DatabaseSchema schema) {
    String checks = schema.server().settings().getOrDefault("foreign_key_checks", "ON");
    boolean checked =
        schema.server().dialect() == Dialect.POSTGRESQL
            || !(checks.equals("0") || checks.equalsIgnoreCase("OFF"));
    return new Session(schema.searchPath(), true, checked, null, true, true, null);
  }

  Session withSearchPath(List<String> path) {
    return new Session(
        List.copyOf(path),
        true,
        referencesChecked,
        modes,
        innoDbStrict,
        bodiesChecked,
        transaction);
  }

  Session losingSearchPath() {
    return new Session(
        searchPath, false, referencesChecked, modes, innoDbStrict, bodiesChecked, transaction);
  }

  Session withReferencesChecked(boolean checked) {
    return new Session(
        searchPath, searchPathKnown, checked, modes, innoDbStrict, bodiesChecked, transaction);
  }

  Session withModes(Set<String> set) {
    return new Session(
        searchPath,
        searchPathKnown,
        referencesChecked,
        Set.copyOf(set),
        innoDbStrict,
        bodiesChecked,
        transaction);
  }

  Session withInnoDbStrict(boolean strict) {
    return new Session(
        searchPath, searchPathKnown, referencesChecked, modes, strict, bodiesChecked, transaction);
  }

  Session withBodiesChecked(boolean checked) {
    return new Session(
        searchPath, searchPathKnown, referencesChecked, modes, innoDbStrict, checked, transaction);
  }

  Session with(@Nullable OpenTransaction open) {
    return new Session(
        searchPath, searchPathKnown, referencesChecked, modes, innoDbStrict, bodiesChecked, open);
  }
}
