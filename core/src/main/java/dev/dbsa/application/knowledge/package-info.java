/** What teams teach, and what of it a request may rest on. */
@NullMarked
package dev.dbsa.application.knowledge;

import org.jspecify.annotations.NullMarked;
