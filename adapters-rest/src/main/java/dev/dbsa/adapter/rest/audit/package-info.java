/** The audit trail. */
@NullMarked
package dev.dbsa.adapter.rest.audit;

import org.jspecify.annotations.NullMarked;
