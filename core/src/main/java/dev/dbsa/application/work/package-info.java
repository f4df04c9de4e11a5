/** Where work is done whose length depends on what people send. */
@NullMarked
package dev.dbsa.application.work;

import org.jspecify.annotations.NullMarked;
