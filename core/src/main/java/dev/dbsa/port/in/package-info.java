/** What callers may ask of the core. */
@NullMarked
package dev.dbsa.port.in;

import org.jspecify.annotations.NullMarked;
