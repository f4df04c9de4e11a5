/** Encrypts secrets at rest as Fernet tokens. */
@NullMarked
package dev.dbsa.adapter.crypto;

import org.jspecify.annotations.NullMarked;
