/** What a process does again and again beside serving. */
@NullMarked
package dev.dbsa.application.housekeeping;

import org.jspecify.annotations.NullMarked;
