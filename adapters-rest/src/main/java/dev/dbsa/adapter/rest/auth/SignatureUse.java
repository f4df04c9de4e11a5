package dev.dbsa.adapter.rest.auth;

import java.time.Instant;

/**
 * A valid signature as it was used.
 *
 * @param digest the signature itself, 64 hexadecimal digits
 * @param expiry from when on its time stamp is too old anyway
 */
record SignatureUse(String digest, Instant expiry) {}
