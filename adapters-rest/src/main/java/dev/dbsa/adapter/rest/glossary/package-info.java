/** What the words of a team mean. */
@NullMarked
package dev.dbsa.adapter.rest.glossary;

import org.jspecify.annotations.NullMarked;
