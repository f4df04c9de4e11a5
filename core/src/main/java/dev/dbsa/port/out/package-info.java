/** What the core needs from the outside. */
@NullMarked
package dev.dbsa.port.out;

import org.jspecify.annotations.NullMarked;
