/** How a caller proves who it is. */
@NullMarked
package dev.dbsa.domain.auth;

import org.jspecify.annotations.NullMarked;
