/** Pages for people; they hold no data and fetch it from the API with the reader's credentials. */
@NullMarked
package dev.dbsa.adapter.rest.ui;

import org.jspecify.annotations.NullMarked;
