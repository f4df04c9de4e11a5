/** The HTTP API: translates requests to in-ports and their results to JSON. */
@NullMarked
package dev.dbsa.adapter.rest;

import org.jspecify.annotations.NullMarked;
