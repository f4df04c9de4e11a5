/** Use cases around history and review. */
@NullMarked
package dev.dbsa.application.review;

import org.jspecify.annotations.NullMarked;
