/** Wires the core to its adapters and starts the service. */
@NullMarked
package dev.dbsa.app;

import org.jspecify.annotations.NullMarked;
