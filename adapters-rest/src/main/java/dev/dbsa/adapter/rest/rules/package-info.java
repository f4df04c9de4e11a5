/** What scripts are checked for. */
@NullMarked
package dev.dbsa.adapter.rest.rules;

import org.jspecify.annotations.NullMarked;
