/**
 * The schema as it stands at one point of a script: {@link
 * dev.dbsa.adapter.sqlcheck.schema.SchemaState}, a value that statements make new values of.
 */
@NullMarked
package dev.dbsa.adapter.sqlcheck.schema;

import org.jspecify.annotations.NullMarked;
