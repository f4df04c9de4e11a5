/** The open liveness answer for load balancers and scripts. */
@NullMarked
package dev.dbsa.adapter.rest.health;

import org.jspecify.annotations.NullMarked;
