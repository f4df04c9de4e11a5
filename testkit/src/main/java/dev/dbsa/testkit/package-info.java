/** Real database servers for tests, started on demand and shared by a test run. */
@NullMarked
package dev.dbsa.testkit;

import org.jspecify.annotations.NullMarked;
