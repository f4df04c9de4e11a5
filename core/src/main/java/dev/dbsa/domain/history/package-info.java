/** The history of generations as lists show it. */
@NullMarked
package dev.dbsa.domain.history;

import org.jspecify.annotations.NullMarked;
