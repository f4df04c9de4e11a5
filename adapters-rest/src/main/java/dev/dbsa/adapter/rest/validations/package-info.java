/** Checks of scripts, drafted or brought along. */
@NullMarked
package dev.dbsa.adapter.rest.validations;

import org.jspecify.annotations.NullMarked;
