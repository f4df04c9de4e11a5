/**
 * Servers for tests: real databases, started on demand and shared by a test run, and fake peers.
 */
@NullMarked
package dev.dbsa.testkit;

import org.jspecify.annotations.NullMarked;
