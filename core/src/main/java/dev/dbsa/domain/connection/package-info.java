/** Connection profiles: how to reach a target database, and whether that worked. */
@NullMarked
package dev.dbsa.domain.connection;

import org.jspecify.annotations.NullMarked;
