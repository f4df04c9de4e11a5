/** How values look in the JSON of the API. */
@NullMarked
package dev.dbsa.adapter.rest.json;

import org.jspecify.annotations.NullMarked;
