/**
 * The open answers for load balancers and scripts: whether the process lives, and of which release
 * it is.
 */
@NullMarked
package dev.dbsa.adapter.rest.health;

import org.jspecify.annotations.NullMarked;
