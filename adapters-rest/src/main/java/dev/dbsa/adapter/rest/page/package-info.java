/** Long lists, page by page. */
@NullMarked
package dev.dbsa.adapter.rest.page;

import org.jspecify.annotations.NullMarked;
