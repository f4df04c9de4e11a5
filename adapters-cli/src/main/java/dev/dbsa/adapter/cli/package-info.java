/** The command line: one class per command. */
@NullMarked
package dev.dbsa.adapter.cli;

import org.jspecify.annotations.NullMarked;
