/** Parses scripts and checks them against a schema snapshot. */
@NullMarked
package dev.dbsa.adapter.sqlcheck;

import org.jspecify.annotations.NullMarked;
