/** Error answers in the form of RFC 9457, one per stable code. */
@NullMarked
package dev.dbsa.adapter.rest.problem;

import org.jspecify.annotations.NullMarked;
