/** What is counted about requests. */
@NullMarked
package dev.dbsa.adapter.rest.metrics;

import org.jspecify.annotations.NullMarked;
