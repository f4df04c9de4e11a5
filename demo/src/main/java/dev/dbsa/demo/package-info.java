/** A throw-away PostgreSQL with a sample shop to try the service on. */
@NullMarked
package dev.dbsa.demo;

import org.jspecify.annotations.NullMarked;
