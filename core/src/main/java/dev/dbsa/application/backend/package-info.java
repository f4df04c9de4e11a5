/** Use cases around the backend that drafts scripts. */
@NullMarked
package dev.dbsa.application.backend;

import org.jspecify.annotations.NullMarked;
