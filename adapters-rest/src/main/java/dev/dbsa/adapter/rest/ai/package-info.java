/** The backend that drafts scripts: its state, and a try of its endpoint. */
@NullMarked
package dev.dbsa.adapter.rest.ai;

import org.jspecify.annotations.NullMarked;
