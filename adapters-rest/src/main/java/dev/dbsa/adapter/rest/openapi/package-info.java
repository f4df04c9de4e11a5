/** The machine-readable description of the API. */
@NullMarked
package dev.dbsa.adapter.rest.openapi;

import org.jspecify.annotations.NullMarked;
