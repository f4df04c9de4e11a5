/** What {@code dbsa check} reads and how it reports: files in, verdicts out. */
@NullMarked
package dev.dbsa.adapter.cli.check;

import org.jspecify.annotations.NullMarked;
