/** Drafts and what is known about them: findings, risks, impacted objects. */
@NullMarked
package dev.dbsa.domain.script;

import org.jspecify.annotations.NullMarked;
