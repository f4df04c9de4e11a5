/** Finds what each name of a statement means, in the snapshot and in the script before it. */
@NullMarked
package dev.dbsa.adapter.sqlcheck.bind;

import org.jspecify.annotations.NullMarked;
