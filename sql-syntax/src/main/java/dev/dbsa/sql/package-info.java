/**
 * What dbsa knows of SQL itself: the servers, how each cuts text into words, and what may stand
 * where. Knows nothing of schemas and findings.
 */
@NullMarked
package dev.dbsa.sql;

import org.jspecify.annotations.NullMarked;
