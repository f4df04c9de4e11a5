/** The rules by name: what each says, how much it weighs, where it applies. */
@NullMarked
package dev.dbsa.adapter.sqlcheck.register;

import org.jspecify.annotations.NullMarked;
