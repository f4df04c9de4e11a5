/** Connection profiles: storing, listing, deleting, verifying. */
@NullMarked
package dev.dbsa.adapter.rest.connections;

import org.jspecify.annotations.NullMarked;
