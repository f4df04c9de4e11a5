/** The two SQL dialects: names, quoting, script modes. */
@NullMarked
package dev.dbsa.domain.sql;

import org.jspecify.annotations.NullMarked;
