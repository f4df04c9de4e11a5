/** Cuts scripts into words and statements, as each server does. */
@NullMarked
package dev.dbsa.sql.lex;

import org.jspecify.annotations.NullMarked;
