/** Use cases around schema snapshots. */
@NullMarked
package dev.dbsa.application.schema;

import org.jspecify.annotations.NullMarked;
