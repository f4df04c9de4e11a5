package dev.dbsa.domain.generation;

import org.jspecify.annotations.Nullable;

/**
 * What a draft rests on.
 *
 * @param type such as {@code schema_object}
 * @param reason why it was chosen; {@code null} where the name says it all
 */
public record Reference(String type, String name, @Nullable String reason) {}
