/** Creates and upgrades the schema of the metadata store, and refuses to work on any other. */
@NullMarked
package dev.dbsa.adapter.persistence.migration;

import org.jspecify.annotations.NullMarked;
