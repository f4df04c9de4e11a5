/** What a statement says, with the place of every part. */
@NullMarked
package dev.dbsa.sql.tree;

import org.jspecify.annotations.NullMarked;
