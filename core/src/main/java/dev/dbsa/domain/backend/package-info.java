/** The backend that drafts scripts: whether it is ready, whether its endpoint answers. */
@NullMarked
package dev.dbsa.domain.backend;

import org.jspecify.annotations.NullMarked;
