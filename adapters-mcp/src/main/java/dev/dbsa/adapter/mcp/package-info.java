/** Tools for agents: what they may ask of the service, in answers that fit into their context. */
@NullMarked
package dev.dbsa.adapter.mcp;

import org.jspecify.annotations.NullMarked;
