/** What a team writes down about the rules, in a TOML file. */
@NullMarked
package dev.dbsa.adapter.policy;

import org.jspecify.annotations.NullMarked;
