/** Keeping and showing the audit trail. */
@NullMarked
package dev.dbsa.application.audit;

import org.jspecify.annotations.NullMarked;
