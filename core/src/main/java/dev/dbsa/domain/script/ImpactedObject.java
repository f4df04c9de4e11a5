package dev.dbsa.domain.script;

import org.jspecify.annotations.Nullable;

/**
 * An object that a script touches, taken from the parsed script.
 *
 * @param type what it is, in lower case: {@code table}, {@code view}, {@code index}, …
 * @param schema {@code null} where neither script nor snapshot tell
 * @param exists whether the snapshot knows it; {@code null} where there was no snapshot to look at
 */
public record ImpactedObject(
    String type,
    @Nullable String schema,
    String name,
    Operation operation,
    @Nullable Boolean exists) {}
