/**
 * Statements that define, change and drop objects: what they say and what they do to the schema.
 */
@NullMarked
package dev.dbsa.adapter.sqlcheck.ddl;

import org.jspecify.annotations.NullMarked;
