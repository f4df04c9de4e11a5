/** Reads schema metadata from PostgreSQL and MySQL servers. */
@NullMarked
package dev.dbsa.adapter.introspect;

import org.jspecify.annotations.NullMarked;
