/** Who sent the request. */
@NullMarked
package dev.dbsa.adapter.rest.caller;

import org.jspecify.annotations.NullMarked;
