/**
 * The rules of {@code docs/validation-rules.md}: risks, performance and style, one class a group.
 */
@NullMarked
package dev.dbsa.adapter.sqlcheck.rule;

import org.jspecify.annotations.NullMarked;
