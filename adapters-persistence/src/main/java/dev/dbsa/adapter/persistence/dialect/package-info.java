/** What the databases that hold the metadata store do differently. */
@NullMarked
package dev.dbsa.adapter.persistence.dialect;

import org.jspecify.annotations.NullMarked;
