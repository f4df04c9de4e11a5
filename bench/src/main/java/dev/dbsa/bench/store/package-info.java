/** How fast the metadata store is with a long history in it. */
@NullMarked
package dev.dbsa.bench.store;

import org.jspecify.annotations.NullMarked;
