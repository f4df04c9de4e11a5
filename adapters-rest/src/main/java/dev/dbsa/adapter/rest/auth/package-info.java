/** Who may come in, and how often. */
@NullMarked
package dev.dbsa.adapter.rest.auth;

import org.jspecify.annotations.NullMarked;
