/** The use case that checks a script without storing it. */
@NullMarked
package dev.dbsa.application.validation;

import org.jspecify.annotations.NullMarked;
