/** A throw-away PostgreSQL with a sample shop, for the demonstration. */
@NullMarked
package dev.dbsa.demo;

import org.jspecify.annotations.NullMarked;
