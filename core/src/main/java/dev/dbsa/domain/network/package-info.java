/** Which hosts, and which of their addresses, the service may call. */
@NullMarked
package dev.dbsa.domain.network;

import org.jspecify.annotations.NullMarked;
