/** How the commands write: JSON, and text that is safe for a terminal. */
@NullMarked
package dev.dbsa.adapter.cli.text;

import org.jspecify.annotations.NullMarked;
