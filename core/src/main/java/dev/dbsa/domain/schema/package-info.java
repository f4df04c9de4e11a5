/** Snapshots: one immutable reading of a database's schema. */
@NullMarked
package dev.dbsa.domain.schema;

import org.jspecify.annotations.NullMarked;
