/** Moves a whole metadata store into a file and into a store of another kind. */
@NullMarked
package dev.dbsa.adapter.persistence.transfer;

import org.jspecify.annotations.NullMarked;
