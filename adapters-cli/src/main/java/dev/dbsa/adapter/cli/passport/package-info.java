/** Verdicts that can be carried along and proved without a service. */
@NullMarked
package dev.dbsa.adapter.cli.passport;

import org.jspecify.annotations.NullMarked;
