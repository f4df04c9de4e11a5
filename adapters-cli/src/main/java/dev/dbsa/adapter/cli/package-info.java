/** The command line: starts the service, signs and sends requests to it, and shows its answers. */
@NullMarked
package dev.dbsa.adapter.cli;

import org.jspecify.annotations.NullMarked;
