/** Snapshots of target databases: taking, browsing, comparing. */
@NullMarked
package dev.dbsa.adapter.rest.schemas;

import org.jspecify.annotations.NullMarked;
