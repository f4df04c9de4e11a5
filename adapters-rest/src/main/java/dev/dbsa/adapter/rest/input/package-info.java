/**
 * Strict reading of request bodies, query parameters and path parameters: whatever is wrong is
 * named, all of it at once.
 */
@NullMarked
package dev.dbsa.adapter.rest.input;

import org.jspecify.annotations.NullMarked;
