/**
 * What holds for every HTTP exchange, whoever answers it: headers, the body limit, the form of
 * errors.
 */
@NullMarked
package dev.dbsa.adapter.rest.http;

import org.jspecify.annotations.NullMarked;
