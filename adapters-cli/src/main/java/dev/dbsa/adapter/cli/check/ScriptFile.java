package dev.dbsa.adapter.cli.check;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A script to be checked.
 *
 * @param name how reports call it: relative to the working directory where it is below it, with
 *     slashes
 * @param path {@code null} for standard input
 */
public record ScriptFile(String name, @Nullable Path path) {}
