/** Use cases around generations: request, execute, retry, cancel, read. */
@NullMarked
package dev.dbsa.application.generation;

import org.jspecify.annotations.NullMarked;
