package dev.dbsa.domain.script;

/**
 * A place in a script.
 *
 * @param statement 1-based number of the statement
 * @param line 1-based line in the whole script
 * @param column 1-based column in that line, in UTF-16 units as editors count
 */
public record Position(int statement, int line, int column) {}
