/** Schema linking: which tables, columns and values of a snapshot a request speaks of. */
@NullMarked
package dev.dbsa.adapter.llm.link;

import org.jspecify.annotations.NullMarked;
